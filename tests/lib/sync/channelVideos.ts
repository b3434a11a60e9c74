import fc from 'fast-check';
import type { SyncRules } from '../../../lib/sync/syncRules';
import { syncRules } from '../../../lib/sync/syncRules';
import type { ChannelVideo } from '../../../lib/youtube/channelVideo';

export const now = new Date('2026-11-24T12:00:00Z');

/** An ordinary public Short of an hour ago. */
export const aShort: ChannelVideo = {
	videoId: 'dQw4w9WgXcQ',
	title: 'Tea in five minutes',
	description: 'How to make #tea.',
	publishedAt: '2026-11-24T11:00:00Z',
	durationSec: 30,
	widthPx: 1080,
	heightPx: 1920,
	isShort: true,
	live: 'none',
	access: 'public',
	startsAt: null,
};

export function rulesOf(rules: Partial<SyncRules> = {}): SyncRules {
	return syncRules.parse(rules);
}

const words = ['tea', 'cat', '猫', 'behind the scenes', 'ad'];
const someWords = fc.subarray(words);

const isoTime = fc
	.date({ min: new Date('2024-01-01'), max: new Date('2027-06-01'), noInvalidDate: true })
	.map((date) => date.toISOString());

/** Times near `now`, where the windows of patience begin and end. */
const nearTime = fc
	.oneof(
		fc.integer({ min: -40 * 24 * 60, max: 3 * 24 * 60 }),
		fc.integer({ min: -2 * 24 * 60, max: 0 }),
	)
	.map((minutes) => new Date(now.getTime() + minutes * 60_000).toISOString());

const wildVideo: fc.Arbitrary<ChannelVideo> = fc.record({
	videoId: fc.stringMatching(/^[\w-]{11}$/),
	title: fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom(...words)),
	description: fc.option(
		fc.oneof(
			fc.string({ unit: 'binary', maxLength: 200 }),
			fc.subarray([...words, '#tea', '#AD']).map((some) => some.join(' ')),
		),
	),
	publishedAt: fc.option(
		fc.oneof(
			{ weight: 4, arbitrary: nearTime },
			isoTime,
			fc.constantFrom('', 'yesterday', '+275760-09-13T00:00:00.000Z', '-271821-04-20'),
		),
	),
	durationSec: fc.option(
		fc.oneof(
			fc.constantFrom(0, 30, 90),
			fc.integer({ min: 0, max: 200 }),
			fc.double({ min: 0, noNaN: true }),
		),
	),
	widthPx: fc.option(fc.constantFrom(1080, 1920)),
	heightPx: fc.option(fc.constantFrom(1080, 1920)),
	isShort: fc.constantFrom(true, true, false, null),
	live: fc.constantFrom(
		...(['none', 'none', 'live', 'upcoming', 'ended', 'premiere', null] as const),
	),
	access: fc.constantFrom(
		...(['public', 'public', 'unlisted', 'private', 'membersOnly', 'gone', null] as const),
	),
	startsAt: fc.option(fc.oneof(nearTime, isoTime, fc.constantFrom('soon'))),
});

/** An ordinary Short but for one or two things. */
const nearlyOrdinary = fc
	.tuple(wildVideo, fc.subarray(Object.keys(aShort), { maxLength: 2 }))
	.map(([wild, keys]) =>
		keys.reduce((video, key) => ({ ...video, [key]: wild[key as keyof ChannelVideo] }), aShort),
	);

/** Whatever a source may tell, nonsense too. */
export const anyVideo = fc.oneof(wildVideo, nearlyOrdinary);

const perhaps = (list: fc.Arbitrary<string[]>) => fc.oneof(fc.constant<string[]>([]), list);

export const anyRules: fc.Arbitrary<SyncRules> = fc.record({
	fromDate: fc.option(nearTime, { freq: 2 }),
	includeWords: perhaps(someWords),
	excludeWords: perhaps(someWords),
	includeHashtags: perhaps(fc.subarray(['tea', '#Ad', 'cat'])),
	excludeHashtags: perhaps(fc.subarray(['tea', '#Ad', 'cat'])),
	minDurationSec: fc.option(fc.integer({ min: 0, max: 180 }), { freq: 2 }),
	maxDurationSec: fc.option(fc.integer({ min: 1, max: 180 }), { freq: 2 }),
	maxPerRun: fc.integer({ min: 1, max: 100 }),
	maxPerDay: fc.option(fc.integer({ min: 1, max: 200 })),
	order: fc.constantFrom('newest', 'oldest'),
	backfill: fc.oneof(
		fc.constantFrom('none' as const, 'all' as const),
		fc.record({ last: fc.integer({ min: 1, max: 1000 }) }),
	),
	minAgeHours: fc.oneof(
		fc.constant(0),
		fc.double({ min: 0, max: 720, noNaN: true }),
		fc.constantFrom(1, 24, 72),
	),
});

export const anyLook = fc.record({
	video: anyVideo,
	rules: anyRules,
	since: nearTime.map((time) => new Date(time)),
	firstSeenAt: fc
		.integer({ min: 0, max: 20 * 24 * 60 })
		.map((minutes) => new Date(now.getTime() - minutes * 60_000)),
	looks: fc.nat(30),
	olderRank: fc.option(fc.nat(1000)),
	now: fc.constant(now),
});
