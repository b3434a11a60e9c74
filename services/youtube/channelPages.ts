import type { ChannelRef } from '../../lib/youtube/channelRef';
import type { ChannelVideo } from '../../lib/youtube/channelVideo';

export interface ChannelOnPage {
	channelId: string;
	/** With @. */
	handle: string | null;
	title: string;
	description: string;
	avatarUrl: string | null;
}

/** YouTube's pages about channels, read by yt-dlp. At most two runs at a time. Throws Problem youtube_*. */
export interface ChannelPages {
	/** Problem channel_not_found where YouTube has no such page. */
	channel(ref: ChannelRef, signal: AbortSignal): Promise<ChannelOnPage>;
	/**
	 * The Shorts tab, newest first; ids and titles only. Without such a tab a channel has none.
	 * @param atMost null: to the end of the channel
	 */
	shorts(
		channelId: string,
		options: { atMost: number | null; signal: AbortSignal },
	): Promise<{ videoId: string; title: string }[]>;
	/** What is to be known of one video, also where it cannot be played or has `trouble`. Null: it is gone. */
	look(videoId: string, signal: AbortSignal): Promise<ChannelVideo | null>;
}
