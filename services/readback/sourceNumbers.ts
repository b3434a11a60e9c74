import type { SourceCounts } from '../../lib/youtube/sourceCounts';

/**
 * How Shorts do on YouTube, for those ids that it was told of, the first ones first: a source may be able to tell only a
 * few at a time. Throws Problem (youtube_*).
 */
export type SourceNumbers = (
	videoIds: string[],
	signal: AbortSignal,
) => Promise<Map<string, SourceCounts>>;
