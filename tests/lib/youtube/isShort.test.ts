import { isShort, type ShortFacts } from '../../../lib/youtube/isShort';

const vertical: ShortFacts = {
	mediaType: 'video',
	durationSec: 40,
	widthPx: 720,
	heightPx: 1280,
	uploadedAt: new Date('2026-06-01T00:00:00Z'),
};

const early = new Date('2024-10-14T23:59:59Z');

test.each<[string, Partial<ShortFacts>, boolean]>([
	[
		'YouTube’s own yes counts whatever the shape',
		{ mediaType: 'short', widthPx: 1280, heightPx: 720 },
		true,
	],
	[
		'YouTube’s own yes counts without a shape',
		{ mediaType: 'short', widthPx: null, heightPx: null },
		true,
	],
	['a live stream is none', { mediaType: 'livestream' }, false],
	['a vertical one is a Short though YouTube does not say so yet', {}, true],
	['a vertical one is a Short when YouTube says nothing', { mediaType: null }, true],
	['a square one is a Short', { widthPx: 1080, heightPx: 1080 }, true],
	['a wide one is none', { widthPx: 1280, heightPx: 720 }, false],
	['one pixel wider than high is none', { widthPx: 721, heightPx: 720 }, false],
	['180 s is a Short', { durationSec: 180 }, true],
	['181 s is none', { durationSec: 181 }, false],
	['an early one of 60 s is a Short', { durationSec: 60, uploadedAt: early }, true],
	['an early one of 61 s is none', { durationSec: 61, uploadedAt: early }, false],
	[
		'one of 61 s on the first day of long Shorts is one',
		{ durationSec: 61, uploadedAt: new Date('2024-10-15T00:00:00Z') },
		true,
	],
	['one of unknown age is taken for a recent one', { durationSec: 120, uploadedAt: null }, true],
	['no length is none', { durationSec: 0 }, false],
	['an unknown shape is no reason against it', { widthPx: null, heightPx: null }, true],
	[
		'an unknown shape is none past 180 s',
		{ widthPx: null, heightPx: null, durationSec: 181 },
		false,
	],
])('%s', (_, facts, expected) => {
	expect(isShort({ ...vertical, ...facts })).toBe(expected);
});
