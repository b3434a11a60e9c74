import {
	playlistItem,
	videoItem,
	videoOfPlaylistItem,
	videoOfVideoItem,
} from '../../../lib/youtube/dataApiVideos';

const listed = (item: object) => videoOfPlaylistItem(playlistItem.parse(item), true);
const told = (item: object) =>
	videoOfVideoItem(videoItem.parse({ id: 'aaaaaaaaaaa', snippet: {}, ...item }));

test('a list’s private and deleted items keep no stand-in title', () => {
	const contentDetails = { videoId: 'aaaaaaaaaaa' };
	const status = { privacyStatus: 'private' };
	expect(listed({ snippet: { title: 'Private video' }, contentDetails, status })).toMatchObject({
		...{ title: '', description: null, publishedAt: null, access: 'private' },
	});
	const deleted = { privacyStatus: 'privacyStatusUnspecified' };
	expect(
		listed({ snippet: { title: 'Deleted video' }, contentDetails, status: deleted }),
	).toMatchObject({ title: '', access: 'gone' });
});

const times = { scheduledStartTime: '2026-11-30T10:00:00Z' };
const upcoming = { liveBroadcastContent: 'upcoming' };
test.each([
	['a common video', { contentDetails: { duration: 'PT31S' } }, 'none'],
	['a stream', { snippet: { liveBroadcastContent: 'live' } }, 'live'],
	[
		'an upcoming stream',
		{ snippet: upcoming, liveStreamingDetails: times, contentDetails: { duration: 'P0D' } },
		'upcoming',
	],
	[
		'a premiere',
		{ snippet: upcoming, liveStreamingDetails: times, contentDetails: { duration: 'PT31S' } },
		'premiere',
	],
	[
		'one that is over',
		{ liveStreamingDetails: { actualEndTime: '2026-11-30T10:01:00Z' } },
		'ended',
	],
])('%s', (_, item, live) => {
	expect(told(item).live).toBe(live);
});

test('a length is believed only when YouTube has processed the video', () => {
	const contentDetails = { duration: 'PT31S' };
	expect(told({ contentDetails, status: { uploadStatus: 'processed' } }).durationSec).toBe(31);
	expect(told({ contentDetails, status: { uploadStatus: 'uploaded' } }).durationSec).toBeNull();
	expect(
		told({ contentDetails: { duration: 'P0D' }, status: { uploadStatus: 'processed' } }),
	).toMatchObject({ durationSec: null });
});

test('the player’s size tells the shape, in numbers or in words', () => {
	const player = { embedWidth: '563', embedHeight: 1000 };
	expect(told({ player })).toMatchObject({ widthPx: 563, heightPx: 1000 });
	expect(told({ player: {} })).toMatchObject({ widthPx: null, heightPx: null });
});

test('what is not told is null, never guessed', () => {
	expect(told({})).toEqual({
		videoId: 'aaaaaaaaaaa',
		title: '',
		description: '',
		publishedAt: null,
		durationSec: null,
		widthPx: null,
		heightPx: null,
		isShort: null,
		live: 'none',
		access: null,
		startsAt: null,
	});
});
