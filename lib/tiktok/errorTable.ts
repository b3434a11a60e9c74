import type { ErrorCode } from '../errors';

/** What to do about something that TikTok said (or did not say). */
export type Remedy =
	/** Passing: try the same call again with back-off, a bounded number of times. */
	| { do: 'retry' }
	/** TikTok asks to wait this long; the same call may then be made again. */
	| { do: 'retryAfter'; delayMs: number }
	/** Nothing of this account (or of the whole app) may be posted for that long; not the video's fault. */
	| { do: 'closeLane'; scope: 'account' | 'app'; delayMs: number }
	/** The access token is not taken: refresh it once, then reconnect. */
	| { do: 'refreshToken' }
	/** Waits until a person has acted. */
	| { do: 'needsPerson' }
	/** Final for this attempt. */
	| { do: 'fail' };

/** TikTok's word, translated: our stable code, one sentence for the person, and what to do. */
export interface Meaning {
	code: ErrorCode;
	sentence: string;
	remedy: Remedy;
}
