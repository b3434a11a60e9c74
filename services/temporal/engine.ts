export type DeliveryKind = 'callback' | 'hook';

/** Temporal as the web service sees it. Throws Problem temporal_unavailable. */
export interface Engine {
	/** Starts `repostShort` under `<repost>/<attempt>`; a second call for the same is harmless. */
	startRepost(repostId: string, attempt: number): Promise<void>;
	/** Tells the running workflow to look at its ledger row again; harmless when none runs. */
	nudge(repostId: string, attempt: number): Promise<void>;
	/** Has it ended, as when someone terminated it in Temporal? False when there never was one. */
	hasEnded(repostId: string, attempt: number): Promise<boolean>;
	/** Starts the durable delivery of a callback or webhook; a second call for the same is harmless. */
	startDelivery(kind: DeliveryKind, id: string): Promise<void>;
	/** Tells it that there may be something to deliver; harmless when none runs. */
	nudgeDelivery(kind: DeliveryKind, id: string): Promise<void>;
	/** Throws when Temporal does not answer. */
	ping(): Promise<void>;
	close(): Promise<void>;
}
