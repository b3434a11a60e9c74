import type { InferSelectModel } from 'drizzle-orm';
import type { WebSubSettings } from '../settings';
import type { webSubs } from './syncSchema';

/** Without its secret. */
export type WebSub = Omit<InferSelectModel<typeof webSubs>, 'sealedSecret'>;

/** Subscriptions of followed channels at YouTube's WebSub hub, one for each channel. */
export interface WebSubStore {
	/** Makes the row of a channel that is followed, or returns the one that is there; null when nobody follows it. */
	open(channelId: string): Promise<WebSub | null>;
	get(channelId: string): Promise<WebSub | null>;
	/** By the token in the callback's address. */
	byToken(token: string): Promise<WebSub | null>;
	/** What the hub signs with; null when there is no row. */
	secret(channelId: string): Promise<string | null>;
	/** The hub is asked now. An earlier lease stays until it is over. One that is ending stays so. */
	markAsked(channelId: string): Promise<void>;
	/** False when it is ending, or gone, or to be asked for anew. */
	markActive(channelId: string, leaseUntil: Date): Promise<boolean>;
	/** `onlyAsked`: unless the hub has verified meanwhile. `ends`: the hub has ended an earlier lease. */
	markRefused(
		channelId: string,
		error: string,
		how?: { onlyAsked?: boolean; ends?: boolean },
	): Promise<void>;
	markEnding(channelId: string): Promise<void>;
	/** The row goes, if it is ending. */
	remove(channelId: string): Promise<void>;

	/** Which hub is asked, and where it calls back, as the web service last said; null: it never has. */
	place(): Promise<WebSubSettings | null>;
	/** Keeps it. True: it was another one before, so that all that does not end has `moved`. */
	moveTo(place: WebSubSettings): Promise<boolean>;
	moved(limit: number): Promise<string[]>;
	/** Followed channels that have no row, or one that nobody seems to keep. */
	unkept(limit: number): Promise<string[]>;
	/** Those that have been ending for an hour. */
	stuck(limit: number): Promise<string[]>;
	/** Rows of channels that nobody follows any more, unless they are ending. `all`: of every channel. */
	unwanted(limit: number, all?: boolean): Promise<string[]>;
	/** The channel's syncs that look now: not ended, not paused, not waiting for a person. */
	listeners(channelId: string): Promise<string[]>;
	/** For doctor: followed channels, those with a lease, and the newest refusal of the others. */
	counts(): Promise<{ wanted: number; active: number; lastError: string | null }>;
}
