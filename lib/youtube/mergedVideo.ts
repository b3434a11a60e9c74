import type { ChannelVideo } from './channelVideo';

/** A video of which nothing is known but its id. */
export function unknownVideo(videoId: string): ChannelVideo {
	return {
		videoId,
		title: '',
		description: null,
		publishedAt: null,
		durationSec: null,
		widthPx: null,
		heightPx: null,
		isShort: null,
		live: null,
		access: null,
		startsAt: null,
	};
}

/** What `later` tells counts; where it does not tell, `earlier` stays. That YouTube once showed it as a Short stays too; trouble goes. */
export function mergedVideo(earlier: ChannelVideo, later: ChannelVideo): ChannelVideo {
	return {
		videoId: earlier.videoId,
		title: later.title === '' ? earlier.title : later.title,
		description: later.description ?? earlier.description,
		publishedAt: later.publishedAt ?? earlier.publishedAt,
		durationSec: later.durationSec ?? earlier.durationSec,
		widthPx: later.widthPx ?? earlier.widthPx,
		heightPx: later.heightPx ?? earlier.heightPx,
		isShort: earlier.isShort === true ? true : (later.isShort ?? earlier.isShort),
		live: later.live ?? earlier.live,
		access: later.access ?? earlier.access,
		startsAt: later.startsAt ?? earlier.startsAt,
		...(later.trouble === undefined ? {} : { trouble: later.trouble }),
	};
}

/** What a look at the single video told, null being that it is gone. */
export function withDetail(video: ChannelVideo, detail: ChannelVideo | null): ChannelVideo {
	return detail === null ? { ...video, access: 'gone' } : mergedVideo(video, detail);
}

/** One list of several, by video id, in the order of their first appearance. */
export function mergedVideos(...lists: ChannelVideo[][]): ChannelVideo[] {
	const merged = new Map<string, ChannelVideo>();
	for (const video of lists.flat()) {
		const known = merged.get(video.videoId);
		merged.set(video.videoId, known ? mergedVideo(known, video) : video);
	}
	return [...merged.values()];
}
