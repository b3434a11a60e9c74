import { Problem } from '../../lib/errors';
import type { ChannelVideo } from '../../lib/youtube/channelVideo';
import { unknownVideo } from '../../lib/youtube/mergedVideo';
import type { ChannelPages } from '../youtube/channelPages';
import type { Memory } from './memory';
import type { Reach } from './reach';
import { problemIn, type SourceLook } from './sourceLook';

/** Read before the whole tab is: most gaps are smaller. */
const firstReach = 100;
/** yt-dlp asks for about so many at a time. */
const pageLength = 48;
/** Whose dates are asked for until one has one; some are kept back. */
const mostDated = 3;

/** The channel's Shorts tab, as deep as it goes: ids and titles. */
export async function listByYtDlp(
	pages: ChannelPages,
	channelId: string,
	{ memory, reach, signal }: { memory: Memory; reach: Reach; signal: AbortSignal },
): Promise<SourceLook> {
	const look: SourceLook = {
		...{ videos: [], isUnchanged: false, isWhole: false, requests: 0, error: null },
	};
	const { depth } = reach;
	try {
		for (const atMost of depth === 'all' ? [null] : [Math.max(firstReach, depth), null]) {
			const found = await pages.shorts(channelId, { atMost, signal });
			look.requests += Math.max(1, Math.ceil(found.length / pageLength));
			look.videos = found.map(({ videoId, title }) => {
				return { ...unknownVideo(videoId), title, isShort: true };
			});
			if (found.length === 0 && memory.hadVideos) throw suddenlyEmpty;
			const isAll = atMost === null || found.length < atMost;
			look.isWhole =
				isAll ||
				(await reach.isReached(look.videos, found.length)) ||
				(await reach.isReached(await dated(look.videos), found.length));
			if (look.isWhole) return look;
		}
	} catch (error) {
		look.requests ||= 1;
		look.error = problemIn(error, signal);
	}
	return look;

	/** The list tells no dates: the oldest of it that has one. */
	async function dated(videos: ChannelVideo[]): Promise<ChannelVideo[]> {
		for (const { videoId } of videos.slice(-mostDated).toReversed()) {
			look.requests += 1;
			const video = await pages.look(videoId, signal);
			if (video?.publishedAt) return [video];
		}
		return [];
	}
}

const suddenlyEmpty = new Problem(
	'youtube_failed',
	'YouTube shows no Shorts of the channel, though it had some: it is looked at again next time.',
);
