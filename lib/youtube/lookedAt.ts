import { isoOfSeconds } from '../instantMs';
import type { ChannelVideo } from './channelVideo';
import { unknownVideo } from './mergedVideo';
import type { YtDlpVideo } from './ytDlpLines';

/** What yt-dlp told of a video, with `--ignore-no-formats-error` also where it cannot be played. */
export function videoOfYtDlp(videoId: string, video: YtDlpVideo, stderr: string): ChannelVideo {
	const live = liveOf(video);
	const isProcessing = /processing this video|still being processed/i.test(stderr);
	const isHidden = hiddenAs(stderr) === 'private';
	return {
		videoId,
		title: isHidden ? '' : (video.title ?? ''),
		description: isHidden ? null : (video.description ?? null),
		publishedAt: isoOfSeconds(video.timestamp),
		durationSec: isProcessing ? null : (video.duration ?? null),
		widthPx: video.width ?? null,
		heightPx: video.height ?? null,
		isShort: video.media_type ? video.media_type === 'short' : null,
		live,
		access: hiddenAs(stderr) ?? accessOf(video.availability),
		startsAt: isoOfSeconds(video.release_timestamp),
	};
}

/** A video of which yt-dlp told nothing but why; null where that does not say what became of it. */
export function hiddenVideo(videoId: string, stderr: string): ChannelVideo | null {
	const access = hiddenAs(stderr);
	return access && { ...unknownVideo(videoId), access };
}

function hiddenAs(stderr: string): ChannelVideo['access'] {
	const text = stderr.replaceAll('’', "'");
	if (/private video|video is private/i.test(text)) return 'private';
	if (/members-only|join this channel/i.test(text)) return 'membersOnly';
	const isGone =
		/has been removed|removed by the uploader|been deleted|no longer exists|isn't available any ?more|account.*(?:terminated|closed)|copyright (?:grounds|claim)/i;
	return isGone.test(text) ? 'gone' : null;
}

function accessOf(availability: string | null | undefined): ChannelVideo['access'] {
	switch (availability) {
		case 'public':
			return 'public';
		case 'unlisted':
			return 'unlisted';
		case 'private':
			return 'private';
		case 'subscriber_only':
		case 'premium_only':
			return 'membersOnly';
		default:
			return null;
	}
}

function liveOf(video: YtDlpVideo): ChannelVideo['live'] {
	switch (video.live_status) {
		case 'is_live':
		case 'post_live':
			return 'live';
		case 'is_upcoming':
			// A premiere is uploaded already, a stream has no length yet.
			return video.duration ? 'premiere' : 'upcoming';
		case 'was_live':
			return 'ended';
		case 'not_live':
			return 'none';
		default:
			return null;
	}
}
