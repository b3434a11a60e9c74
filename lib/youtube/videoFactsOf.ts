import { Problem } from '../errors';
import { instantIso, isoOfSeconds } from '../instantMs';
import { isShort } from './isShort';
import type { VideoFacts } from './videoFacts';
import type { YtDlpVideo } from './ytDlpLines';

export interface FoundVideo extends VideoFacts {
	isShort: boolean;
	/** Null where YouTube does not tell; the beginning of the day where it tells no more. */
	publishedAt: Date | null;
}

/** What 14ms keeps of a video. Throws Problem youtube_not_ready for a stream that is not over. */
export function videoFactsOf(video: YtDlpVideo): FoundVideo {
	const { duration, live_status: live } = video;
	if (live === 'is_live' || live === 'is_upcoming' || live === 'post_live' || !duration) {
		throw new Problem(
			'youtube_not_ready',
			'The video is a live stream, or YouTube does not tell its length yet: it is looked at again later.',
			{ retryAfterMs: 1_800_000 },
		);
	}
	const widthPx = video.width ?? null;
	const heightPx = video.height ?? null;
	const publishedAt = uploadTime(video);
	return {
		title: video.title ?? '',
		description: video.description ?? '',
		channel: video.channel ?? video.uploader ?? video.uploader_id ?? '',
		channelId: video.channel_id ?? '',
		durationSec: duration,
		widthPx,
		heightPx,
		isShort: isShort({
			mediaType: video.media_type ?? null,
			durationSec: duration,
			widthPx,
			heightPx,
			uploadedAt: publishedAt,
		}),
		publishedAt,
	};
}

function uploadTime({ timestamp, upload_date: day }: YtDlpVideo): Date | null {
	const second = timestamp ? isoOfSeconds(timestamp) : null;
	const [, year, month, date] = /^(\d{4})(\d\d)(\d\d)$/.exec(day ?? '') ?? [];
	const told = second ?? instantIso(`${year}-${month}-${date}T00:00:00Z`);
	return told === null ? null : new Date(told);
}
