import { Problem } from '../../lib/errors';
import { inBatches } from '../../lib/inBatches';
import type { ChannelVideo } from '../../lib/youtube/channelVideo';
import { isInDoubt } from '../../lib/youtube/inDoubt';
import type { Log } from '../log';
import type { ChannelPages } from '../youtube/channelPages';
import type { DataApi } from './dataApi';
import type { Pauses } from './pauses';
import type { Ask } from './requests';
import { isShownAsShort } from './shownAsShort';

/** As many as the Data API takes at a time. */
const batch = 50;

/** The facts of single videos: by the Data API, and by yt-dlp what that does not see. Ids that are gone are missing. */
export async function detailsOf(
	{
		key,
		pages,
		ask,
		log,
		onTold,
	}: {
		key: { api: DataApi; pauses: Pauses } | null;
		pages: ChannelPages;
		ask: Ask;
		log: Log;
		onTold?: ((videoId: string, video: ChannelVideo | null) => void) | undefined;
	},
	videoIds: string[],
	signal: AbortSignal,
): Promise<Map<string, ChannelVideo>> {
	const ids = [...new Set(videoIds)];
	const found = new Map<string, ChannelVideo>();
	for (const some of inBatches(ids, batch)) {
		for (const [id, video] of await byKey(some)) found.set(id, video);
	}
	// Together, as far as `pages` runs more than one at a time; what one fails with would meet the others.
	const failed = new AbortController();
	const until = AbortSignal.any([signal, failed.signal]);
	const looks = await Promise.allSettled(
		ids
			.map(async (id) => {
				// A key does not see private ones: yt-dlp tells those from what is gone.
				const video = found.get(id) ?? (await pages.look(id, until));
				const told = video && (await withoutDoubt(video, until));
				if (told) found.set(id, told);
				onTold?.(id, told);
			})
			.map((look) =>
				look.catch((error: unknown) => {
					failed.abort(error);
					throw error;
				}),
			),
	);
	signal.throwIfAborted();
	if (looks.some(({ status }) => status === 'rejected')) throw failed.signal.reason;
	return found;

	async function byKey(some: string[]): Promise<Map<string, ChannelVideo>> {
		if (!key || key.pauses.problem()) return new Map();
		try {
			return await key.api.videos(some, signal);
		} catch (error) {
			signal.throwIfAborted();
			if (!(error instanceof Problem)) throw error;
			key.pauses.heed(error);
			log.warn({ code: error.code }, `details by yt-dlp: ${error.message}`);
			return new Map();
		}
	}

	async function withoutDoubt(video: ChannelVideo, until: AbortSignal): Promise<ChannelVideo> {
		if (!isInDoubt(video)) return video;
		const isShort = await isShownAsShort(ask, video.videoId, until);
		// A stream that is over is no Short: this one was a premiere.
		if (isShort && video.live === 'ended') return { ...video, isShort, live: 'none' };
		return { ...video, isShort: isShort ?? video.isShort };
	}
}
