import type { LaneSettings } from './laneSettings';

/**
 * What the lane hands out: `work` is a place among the few reposts between download and upload, `post` the turn to be
 * posted (and such a place, for one that gave its own back meanwhile).
 */
export type Slot = 'work' | 'post';

/** Something that TikTok closed for a while: direct posts or drafts, of one account or of the whole app. */
export interface Closure {
	code: string;
	sentence: string;
	of: 'direct' | 'inbox';
	untilMs: number;
	/** The limit is the app’s, not this account’s. */
	isOfApp: boolean;
	/** The repost that heard it; it may ask TikTok again when a person says so. */
	repostId: string;
}

/** A repost of the account that has asked for a slot and is not over. */
export interface InLane {
	id: string;
	kind: 'direct' | 'inbox';
	priority: number;
	createdAtMs: number;
	notBeforeMs: number | null;
	/** Its file is needed before its time, for a person to look at. */
	isReviewed: boolean;
	wants: Slot;
	hasWork: boolean;
	hasPost: boolean;
	/** TikTok has opened an upload for it. */
	isSent: boolean;
	/** It waits for something else: a person, YouTube, a pause that TikTok asked for. */
	isAway: boolean;
}

/** Everything that decides who goes next. */
export interface LaneFacts {
	nowMs: number;
	settings: LaneSettings;
	/** `settings.atOnce`, or the installation's. */
	atOnce: number;
	paused: { note: string | null } | null;
	/** Also those whose time is over, as long as TikTok has not taken a post since. */
	closures: Closure[];
	/** When the posts of the last days had their turn. */
	postsMs: number[];
	inLane: InLane[];
	/** The one that asks just now, if any. */
	askingId?: string;
}

export interface Grant {
	id: string;
	slot: Slot;
}

/** Why one has to wait: a word for programs, a sentence for people, and when its turn is expected. */
export interface Wait {
	id: string;
	why: 'paused' | 'closed' | 'asking' | 'notBefore' | 'schedule' | 'full' | 'never' | 'turn';
	sentence: string;
	/** Null: it hangs on others. */
	atMs: number | null;
}

export interface LaneDecision {
	grants: Grant[];
	waits: Wait[];
	/** When to decide again even if nothing happens; null: no moment by itself changes anything. */
	nextAtMs: number | null;
}
