import { Problem } from '../../lib/errors';
import type { SourceReport } from '../../lib/sync/syncView';
import type { ChannelVideo } from '../../lib/youtube/channelVideo';

/** What one source gave at one look. */
export interface SourceLook {
	/** In the source's order, newest first; also what came before a failure. */
	videos: ChannelVideo[];
	isUnchanged: boolean;
	/** It was read as far as wanted, or to the channel's end. */
	isWhole: boolean;
	requests: number;
	/** Null: it answered. */
	error: Problem | null;
}

export function reportOf(source: SourceReport['source'], look: SourceLook): SourceReport {
	const { videos, requests, isUnchanged, error } = look;
	return {
		source,
		isOk: error === null,
		found: videos.length,
		requests,
		isUnchanged,
		error: error && { code: error.code, message: error.message },
	};
}

/** A source's failure as a value; an abort stays an abort. */
export function problemIn(error: unknown, signal: AbortSignal): Problem {
	signal.throwIfAborted();
	if (error instanceof Problem) return error;
	throw error;
}
