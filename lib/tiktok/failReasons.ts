import type { Meaning } from './errorTable';
import { banned, fail, means, needsPerson, retry, tooManyPosts } from './meanings';

const pullFailed = means(
	'tiktok_refused',
	'TikTok could not fetch the media itself: try again.',
	retry,
);

/** facts/tiktok.md §7. TikTok is sure that such a post failed, so a new upload cannot post twice. */
export const failReasonMeanings = new Map<string, Meaning>([
	[
		'internal',
		means(
			'tiktok_unavailable',
			'TikTok failed while it processed the video: try again.',
			retry,
		),
	],
	['video_pull_failed', pullFailed],
	['photo_pull_failed', pullFailed],
	[
		'file_format_check_failed',
		refusedMedia('its format (TikTok takes MP4, MOV or WebM with H.264, H.265, VP8 or VP9)'),
	],
	[
		'duration_check_failed',
		refusedMedia('its length: it is too long or too short for this account'),
	],
	[
		'frame_rate_check_failed',
		refusedMedia('its frame rate (TikTok takes 23 to 60 frames a second)'),
	],
	['picture_size_check_failed', refusedMedia('its picture size (each side 360 to 4096 pixels)')],
	[
		'auth_removed',
		means(
			'reconnect_needed',
			'The permission was taken back in TikTok while the video was on its way, so nothing was posted: connect the account again, then retry.',
			needsPerson,
		),
	],
	[
		'spam_risk',
		means(
			'tiktok_spam_risk',
			'TikTok’s spam check refused the video: look at the account in the TikTok app, and change the video or wait before retrying.',
			fail,
		),
	],
	[
		'spam_risk_text',
		means(
			'tiktok_spam_risk',
			'TikTok’s spam check refused the caption: change it and retry.',
			fail,
		),
	],
	['spam_risk_user_banned_from_posting', banned],
	['spam_risk_too_many_posts', tooManyPosts],
	['publish_cancelled', means('cancelled', 'The post was cancelled at TikTok.', fail)],
]);

function refusedMedia(what: string): Meaning {
	return means(
		'tiktok_media_refused',
		`TikTok refused the video for ${what}: use another version of it.`,
		fail,
	);
}
