import type { SourceReport } from '../../lib/sync/syncView';
import type { ChannelRef } from '../../lib/youtube/channelRef';
import type { ChannelVideo } from '../../lib/youtube/channelVideo';

export interface FoundChannel {
	channelId: string;
	/** With @; null where YouTube shows none. */
	handle: string | null;
	title: string;
	/** Where a code of ownership may stand; null where YouTube does not tell. */
	description: string | null;
	avatarUrl: string | null;
}

/** What sources want to know again at the next look: ETags and the like. Kept with the channel, opaque to others. */
export type SourceMemory = Record<string, unknown>;

export interface Listing {
	/** Newest first where the source tells, merged by video id. */
	videos: ChannelVideo[];
	/** Every source that was asked. None `isOk`: the look failed, and says nothing about the channel. */
	sources: SourceReport[];
	memory: SourceMemory;
	/** It reached the wanted depth, a known video, or the end of the channel; false: there may be a gap. */
	isWhole: boolean;
}

/**
 * What a channel has, from YouTube's Data API with a key, else its feeds, else yt-dlp's flat list. Throws Problem
 * (channel_not_found, youtube_*) from `findChannel` and `details` only; `list` reports its sources' failures.
 */
export interface Discovery {
	findChannel(ref: ChannelRef, signal: AbortSignal): Promise<FoundChannel>;
	/**
	 * One look. An idle one costs one request, two at most.
	 * @param options.isKnown is asked how far the list has to be read: it goes on until it meets a known video
	 * @param options.since or one that was published before
	 * @param options.depth at least so many of the newest; `all`: to the end of the channel; default 0
	 */
	list(
		channelId: string,
		options: {
			memory: SourceMemory;
			isKnown: (videoIds: string[]) => Promise<Set<string>>;
			since?: Date;
			depth?: number | 'all';
			signal: AbortSignal;
		},
	): Promise<Listing>;
	/**
	 * The facts of single videos, with whether YouTube shows them under `/shorts/`; at most 50 ids. A missing id is gone.
	 * @param onTold gets each at once, null for one that is gone; an abort takes nothing of that back
	 */
	details(
		videoIds: string[],
		signal: AbortSignal,
		onTold?: (videoId: string, video: ChannelVideo | null) => void,
	): Promise<Map<string, ChannelVideo>>;
}
