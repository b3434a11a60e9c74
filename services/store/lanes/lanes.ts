import type { InferSelectModel } from 'drizzle-orm';
import type { LaneDecision, LaneFacts, Slot, InLane } from '../../../lib/posting/lane/laneFacts';
import type { LaneChanges, LaneSettings } from '../../../lib/posting/lane/laneSettings';
import type { RepostState } from '../../../lib/posting/states';
import type { laneClosures } from '../laneSchema';

export interface Lane {
	accountId: string;
	settings: LaneSettings;
	paused: { note: string | null; at: Date } | null;
}

export type ClosureRow = InferSelectModel<typeof laneClosures>;

/** A repost in the lane, with what people call it. */
export interface Place extends InLane {
	attempt: number;
	state: RepostState;
	videoId: string;
	title: string | null;
	/** Since when it is between download and upload. */
	workSlotAt: Date | null;
}

export interface LaneLook {
	lane: Lane;
	facts: Omit<LaneFacts, 'inLane'> & { inLane: Place[] };
	decision: LaneDecision;
}

export interface Asked {
	isGranted: boolean;
	/** It may at least be looked up on YouTube: not too many of the account were within the hour. */
	mayLook: boolean;
	/** When its turn is expected; null: it hangs on others. */
	inMs: number | null;
}

export interface HandedOut {
	granted: { repostId: string; attempt: number }[];
	waiting: number;
	/** When to hand out again even if nobody says so. */
	inMs: number | null;
	/** Who is between download and upload while others wait for that. */
	inTheWay: { repostId: string; attempt: number; sinceMs: number }[];
}

/** The lanes of accounts: who may go on. One decision at a time for each account, whoever makes it. */
export interface LaneStore {
	get(accountId: string): Promise<Lane>;
	/** Problem bad_request when the settings would never let anything be posted. */
	change(accountId: string, changes: LaneChanges): Promise<Lane>;
	pause(accountId: string, note: string | null): Promise<Lane>;
	/** Also forgets what TikTok closed for the account, so that TikTok is asked again. */
	resume(accountId: string): Promise<Lane>;
	/**
	 * Takes the slot if it is this repost's turn; else the repost is `queued`, and says why and until when. One that holds
	 * the slot already, or whose last chunk may have gone, is never held up.
	 */
	ask(repostId: string, attempt: number, slot: Slot, isFirst: boolean): Promise<Asked>;
	/** Gives slots to those whose turn it is, and tells the others why they wait. */
	handOut(accountId: string): Promise<HandedOut>;
	/** For a holder that is no more. */
	giveBack(repostId: string, attempt: number): Promise<void>;
	/** @param accountId null: the whole app */
	close(
		accountId: string | null,
		closure: Pick<ClosureRow, 'code' | 'of' | 'sentence' | 'repostId'> & { forMs: number },
	): Promise<void>;
	/** TikTok took a post: true if something was closed. */
	reopen(accountId: string, of: ClosureRow['of']): Promise<boolean>;
	/** Everything about a lane, as it would be decided now. */
	look(accountId: string): Promise<LaneLook>;
	isWaitedFor(accountId: string): Promise<boolean>;
	/** The accounts in whose lanes somebody waits. */
	waitedFor(): Promise<string[]>;
}
