import { isShort } from '../youtube/isShort';
import type { ChannelVideo } from '../youtube/channelVideo';
import { instantMs } from '../instantMs';

/** For so long YouTube's “no Short” about a new video is not taken for certain (facts/youtube.md), nor is its silence. */
export const settleMs = 24 * 3_600_000;

/**
 * Whether it is a Short. YouTube's yes counts at once, its no a day after publication. Before, and where it says nothing,
 * duration, shape and date decide as far as they are known.
 */
export function tellShort(
	video: ChannelVideo,
	{ firstSeenAt, now }: { firstSeenAt: Date; now: Date },
): 'short' | 'not' | 'unknown' {
	if (video.isShort === true) return 'short';
	const byFile = tellByFile(video);
	if (byFile === 'not') return 'not';
	const publicMs = Math.max(
		...[video.publishedAt, video.startsAt]
			.map(instantMs)
			.filter((atMs): atMs is number => atMs !== null && atMs <= now.getTime()),
	);
	const sinceMs = Number.isFinite(publicMs) ? publicMs : firstSeenAt.getTime();
	if (video.isShort === false && now.getTime() - sinceMs >= settleMs) return 'not';
	return byFile;
}

/** By what is known of the file alone. */
export function tellByFile(video: ChannelVideo): 'short' | 'not' | 'unknown' {
	const { durationSec, widthPx, heightPx } = video;
	const publishedMs = instantMs(video.publishedAt);
	const facts = {
		...{ mediaType: null, widthPx, heightPx },
		// Where the duration is not known, the shape alone may rule it out.
		durationSec: durationSec && durationSec > 0 ? durationSec : 1,
		uploadedAt: publishedMs === null ? null : new Date(publishedMs),
	};
	if (!isShort(facts)) return 'not';
	const hasShape = widthPx !== null && heightPx !== null;
	return durationSec && durationSec > 0 && hasShape && publishedMs !== null ? 'short' : 'unknown';
}
