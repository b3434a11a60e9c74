import type { ErrorCode } from '../errors';

/** A question that somebody waits for, and YouTube takes longer than they can. */
export const tooSlow = {
	code: 'youtube_try_later',
	message: 'YouTube took too long to answer: try again in a few minutes.',
} as const satisfies { code: ErrorCode; message: string };
