import { mergedVideo, mergedVideos, unknownVideo } from '../../../lib/youtube/mergedVideo';

const a = unknownVideo('aaaaaaaaaaa');

test('what is told later counts, what is not told stays', () => {
	const before = { ...a, title: 'Before', publishedAt: '2026-01-01T00:00:00.000Z' };
	const after = { ...a, title: 'After', durationSec: 7 };
	expect(mergedVideo(before, after)).toEqual({ ...before, title: 'After', durationSec: 7 });
	expect(mergedVideo(before, a)).toEqual(before);
});

test('YouTube’s yes is not taken back by a later no, its no by a later yes is', () => {
	const [yes, no] = [
		{ ...a, isShort: true },
		{ ...a, isShort: false },
	];
	expect(mergedVideo(yes, no).isShort).toBe(true);
	expect(mergedVideo(no, yes).isShort).toBe(true);
	expect(mergedVideo(no, a).isShort).toBe(false);
});

test('lists become one by id, in the order of the first', () => {
	const b = unknownVideo('bbbbbbbbbbb');
	const c = { ...unknownVideo('ccccccccccc'), title: 'C' };
	const merged = mergedVideos([b, a], [{ ...a, title: 'A' }, c]);
	expect(merged.map(({ videoId, title }) => [videoId, title])).toEqual([
		['bbbbbbbbbbb', ''],
		['aaaaaaaaaaa', 'A'],
		['ccccccccccc', 'C'],
	]);
});
