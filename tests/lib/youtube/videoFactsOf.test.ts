import { videoFactsOf } from '../../../lib/youtube/videoFactsOf';

test('what yt-dlp leaves out becomes empty, not undefined', () => {
	expect(videoFactsOf({ duration: 12, media_type: 'short' })).toEqual({
		title: '',
		description: '',
		channel: '',
		channelId: '',
		durationSec: 12,
		widthPx: null,
		heightPx: null,
		isShort: true,
		publishedAt: null,
	});
});

test('the day of the upload decides where the second is not known', () => {
	const facts = { duration: 90, width: 720, height: 1280, media_type: 'video' };
	expect(videoFactsOf({ ...facts, upload_date: '20241014' }).isShort).toBe(false);
	expect(videoFactsOf({ ...facts, upload_date: '20241015' }).isShort).toBe(true);
});

test('when it was published is told as exactly as YouTube tells it', () => {
	const day = { duration: 12, upload_date: '20260601' };
	expect(videoFactsOf(day).publishedAt).toEqual(new Date('2026-06-01T00:00:00Z'));
	const second = { ...day, timestamp: Date.parse('2026-06-01T09:00:00Z') / 1000 };
	expect(videoFactsOf(second).publishedAt).toEqual(new Date('2026-06-01T09:00:00Z'));
});

test.each([
	{ upload_date: '20261399' },
	{ upload_date: '99991231' },
	{ upload_date: 'tomorrow' },
	{ timestamp: 1e15 },
])('%j is no time of publication', (told) => {
	expect(videoFactsOf({ duration: 12, ...told }).publishedAt).toBeNull();
});

test.each([
	['a running stream', { live_status: 'is_live', duration: 12 }],
	['a coming stream', { live_status: 'is_upcoming', duration: 12 }],
	['an unknown length', {}],
])('%s is looked at again later', (_, video) => {
	const wanted: unknown = expect.objectContaining({
		code: 'youtube_not_ready',
		extra: { retryAfterMs: 1_800_000 },
	});
	expect(thrownBy(() => videoFactsOf(video))).toEqual(wanted);
});

function thrownBy(attempt: () => unknown): unknown {
	try {
		attempt();
	} catch (error) {
		return error;
	}
	throw new Error('It did not throw.');
}
