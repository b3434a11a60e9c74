import type { WebSubSettings } from '../settings';

interface WebSubAsk {
	channelId: string;
	/** Of the callback's address. */
	token: string;
	/** The hub signs with it. */
	secret: string;
}

/** YouTube's WebSub hub. Never throws: that it refuses is nothing special. */
export interface WebSubHub {
	/**
	 * `ok`: it has taken the wish, and will ask at the callback whether it was really ours. `why`: one sentence.
	 * @param place which hub, and where it calls back
	 */
	ask(
		mode: 'subscribe' | 'unsubscribe',
		place: WebSubSettings,
		ask: WebSubAsk,
	): Promise<{ ok: true } | { ok: false; why: string }>;
}
