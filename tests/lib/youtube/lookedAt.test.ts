import { hiddenVideo, videoOfYtDlp } from '../../../lib/youtube/lookedAt';

const id = 'aaaaaaaaaaa';
const warning = (words: string) => `WARNING: [youtube] ${id}: ${words}\n`;

test.each([
	['Private video. Sign in if you’ve been granted access to this video', 'private'],
	['Join this channel to get access to members-only content like this video', 'membersOnly'],
	['Video unavailable. This video has been removed by the uploader', 'gone'],
	['Video unavailable. This video isn’t available anymore', 'gone'],
	[
		'Video unavailable. This video is no longer available because the YouTube account associated with this video has been terminated.',
		'gone',
	],
])('“%s” is %s', (words, access) => {
	expect(hiddenVideo(id, warning(words))).toMatchObject({ videoId: id, access });
	expect(videoOfYtDlp(id, { title: 'Known' }, warning(words)).access).toBe(access);
});

test.each(['Video unavailable', 'Sign in to confirm you’re not a bot', 'HTTP Error 503'])(
	'“%s” says nothing of it',
	(words) => {
		expect(hiddenVideo(id, warning(words))).toBeNull();
	},
);

test.each([
	[{ availability: 'public' }, { access: 'public' }],
	[{ availability: 'unlisted' }, { access: 'unlisted' }],
	[{ availability: 'subscriber_only' }, { access: 'membersOnly' }],
	[{ availability: 'needs_auth' }, { access: null }],
	[{ media_type: 'short' }, { isShort: true }],
	[{ media_type: 'video' }, { isShort: false }],
	[{}, { isShort: null, live: null, access: null, publishedAt: null, durationSec: null }],
	[{ live_status: 'not_live' }, { live: 'none' }],
	[{ live_status: 'is_live' }, { live: 'live' }],
	[{ live_status: 'post_live' }, { live: 'live' }],
	[{ live_status: 'was_live' }, { live: 'ended' }],
	[{ live_status: 'is_upcoming' }, { live: 'upcoming' }],
	[
		{ live_status: 'is_upcoming', duration: 30, release_timestamp: 1_796_000_000 },
		{ live: 'premiere', startsAt: '2026-11-30T00:53:20.000Z' },
	],
])('%j', (told, expected) => {
	expect(videoOfYtDlp(id, told, '')).toMatchObject(expected);
});
