import type { ChannelVideo } from '../../../lib/youtube/channelVideo';
import { aShort, now } from './channelVideos';
import { ago, ahead, day, decide, hour, type Facts } from './deciding';

test('an ordinary Short is chosen', () => {
	expect(decide({})).toEqual({
		state: 'waiting',
		reason: 'next_run',
		sentence: 'The rules of this sync take it.',
		lookAgainAt: null,
	});
});

describe('skipped at once', () => {
	const long: Partial<ChannelVideo> = { isShort: false, durationSec: 400 };
	test.each<[string, Partial<ChannelVideo>, Facts, string, RegExp]>([
		[
			'published before the from date',
			{},
			{ rules: { fromDate: '2026-11-24T11:30:00+00:00' } },
			'before_from_date',
			/2026-11-24 11:00 UTC.* 2026-11-24 11:30 UTC on/,
		],
		[
			'there before the sync',
			{},
			{ since: now },
			'backfill',
			/11:00 UTC, before this sync began/,
		],
		[
			'beyond the last ones',
			{},
			{ since: now, rules: { backfill: { last: 3 } }, olderRank: 3 },
			'backfill',
			/newest 3/,
		],
		[
			'with an excluded word',
			{},
			{ rules: { excludeWords: ['sugar', 'FIVE minutes'] } },
			'excluded_word',
			/“FIVE minutes”/,
		],
		[
			'without an included word',
			{},
			{ rules: { includeWords: ['a', 'b', 'c', 'd', 'e'] } },
			'no_included_word',
			/“a”, “b”, “c” and 2 more/,
		],
		[
			'with an excluded hashtag',
			{},
			{ rules: { excludeHashtags: ['#TEA'] } },
			'excluded_hashtag',
			/“#tea”/,
		],
		[
			'without an included hashtag',
			{},
			{ rules: { includeHashtags: ['teas', '#five'] } },
			'no_included_hashtag',
			/“#teas”, “#five”/,
		],
		['too short', {}, { rules: { minDurationSec: 31 } }, 'too_short', /30 seconds.*31 seconds/],
		['too long', {}, { rules: { maxDurationSec: 29 } }, 'too_long', /30 seconds.*29 seconds/],
		['longer than a Short', long, {}, 'not_a_short', /lasts 400 seconds/],
		[
			'wide',
			{ isShort: null, widthPx: 1920, heightPx: 1080 },
			{},
			'not_a_short',
			/wider than high \(1920 × 1080\)/,
		],
		[
			'no Short by the word of YouTube, a day after publication',
			{ isShort: false, publishedAt: ago(day).toISOString() },
			{},
			'not_a_short',
			/ordinary video/,
		],
		[
			'a long stream that is over',
			{ live: 'ended', isShort: null, durationSec: 3600 },
			{},
			'was_live',
			/live stream/,
		],
	])('%s', (_, video, facts, reason, sentence) => {
		const decision = decide(video, facts);
		expect(decision).toMatchObject({ state: 'skipped', reason, lookAgainAt: null });
		expect(decision.sentence).toMatch(sentence);
	});
});

describe('taken', () => {
	test.each<[string, Partial<ChannelVideo>, Facts]>([
		['published at the very from date', {}, { rules: { fromDate: aShort.publishedAt } }],
		['published the moment the sync began', {}, { since: new Date('2026-11-24T11:00:00Z') }],
		['all of what was there', {}, { since: now, rules: { backfill: 'all' } }],
		[
			'the last of the last ones',
			{},
			{ since: now, rules: { backfill: { last: 3 } }, olderRank: 2 },
		],
		['a part of an excluded word', {}, { rules: { excludeWords: ['minute', 'ea'] } }],
		['an included word', {}, { rules: { includeWords: ['sugar', 'TEA'] } }],
		['an included hashtag', {}, { rules: { includeHashtags: ['Tea'] } }],
		['exactly as long', {}, { rules: { minDurationSec: 30, maxDurationSec: 30 } }],
		['old enough to the second', {}, { rules: { minAgeHours: 1 } }],
		['a Short that was a premiere', { live: 'ended' }, {}],
		[
			'a premiere that is over',
			{ live: 'premiere', startsAt: ago(10 * 60_000).toISOString() },
			{},
		],
		['by shape and duration, before YouTube says so', { isShort: null }, {}],
		['by shape and duration, although YouTube says no to a new one', { isShort: false }, {}],
		['where nobody knows who may see it', { access: null, live: null }, {}],
		[
			'without a description after a day, when no rule is about it',
			{ description: null, publishedAt: ago(2 * day).toISOString() },
			{ firstSeenAt: ago(day + hour), looks: 9 },
		],
	])('%s', (_, video, facts) => {
		expect(decide(video, facts)).toMatchObject({ state: 'waiting', reason: 'next_run' });
	});
});

describe('looked at again', () => {
	test.each<[string, Partial<ChannelVideo>, Facts, string, Date]>([
		[
			'too young, at the very moment',
			{},
			{ rules: { minAgeHours: 5.5 } },
			'too_young',
			new Date('2026-11-24T16:30:00Z'),
		],
		[
			'a premiere, when it begins',
			{ live: 'premiere', startsAt: ahead(2 * hour).toISOString() },
			{},
			'premiere',
			ahead(2 * hour),
		],
		[
			'a far premiere, every day',
			{ live: 'upcoming', startsAt: ahead(30 * day).toISOString() },
			{},
			'premiere',
			ahead(day),
		],
		[
			'a very far premiere, every week',
			{ live: 'upcoming', startsAt: ahead(31 * day).toISOString() },
			{},
			'premiere',
			ahead(7 * day),
		],
		[
			'a premiere that has not begun, soon after its time, however often it was looked at before',
			{ live: 'upcoming', startsAt: now.toISOString() },
			{ firstSeenAt: ago(12 * day), looks: 12 },
			'premiere',
			ahead(5 * 60_000),
		],
		[
			'a premiere that has not begun yet after five days, every day',
			{
				...{ live: 'upcoming', publishedAt: ago(12 * day).toISOString() },
				startsAt: ago(5 * day).toISOString(),
			},
			{ firstSeenAt: ago(12 * day), looks: 12 },
			'premiere',
			ahead(day),
		],
		[
			'a premiere without a time, for 14 days since it was first seen',
			{ live: 'premiere', publishedAt: ago(20 * day).toISOString() },
			{ firstSeenAt: ago(14 * day - hour), looks: 12 },
			'premiere',
			ahead(hour),
		],
		[
			'a premiere that is over, until YouTube says that it is a Short',
			{ live: 'ended', isShort: false },
			{},
			'short_unknown',
			ahead(5 * 60_000),
		],
		['a stream', { live: 'live' }, { looks: 9 }, 'live', ahead(hour)],
		['private', { access: 'private', publishedAt: null }, {}, 'private', ahead(hour / 4)],
		['for members', { access: 'membersOnly' }, { looks: 20 }, 'members_only', ahead(day / 2)],
		['without a date', { publishedAt: null }, {}, 'facts_missing', ahead(5 * 60_000)],
		[
			'without a text',
			{ description: null },
			{ looks: 2 },
			'facts_missing',
			ahead(20 * 60_000),
		],
		[
			'without a duration that a rule needs',
			{ durationSec: null },
			{ rules: { maxDurationSec: 60 } },
			'facts_missing',
			ahead(5 * 60_000),
		],
		['being processed', { durationSec: 0 }, {}, 'processing', ahead(5 * 60_000)],
		[
			'unsure, and for the last time after a day',
			{ isShort: null, widthPx: null },
			{ firstSeenAt: ago(day - hour), looks: 9, rules: {} },
			'short_unknown',
			ahead(4 * hour),
		],
		[
			'first seen after a long downtime',
			{ isShort: null, widthPx: null, publishedAt: ago(3 * day).toISOString() },
			{ firstSeenAt: ago(2 * day) },
			'short_unknown',
			ahead(5 * 60_000),
		],
		['gone just now', { access: 'gone' }, {}, 'facts_missing', ahead(5 * 60_000)],
	])('%s', (_, video, facts, reason, again) => {
		expect(decide(video, facts)).toMatchObject({
			state: 'undecided',
			reason,
			lookAgainAt: again.toISOString(),
		});
	});

	test('too young, although its date is still to come: from when it was first seen', () => {
		const facts = { rules: { minAgeHours: 5 }, firstSeenAt: ago(2 * hour) };
		const video = { publishedAt: ahead(400 * day).toISOString() };
		expect(decide(video, facts).lookAgainAt).toBe(ahead(3 * hour).toISOString());
		expect(decide(video, { ...facts, now: ahead(3 * hour) }).state).toBe('waiting');
	});

	test('the last look is exactly at the end of the day', () => {
		const facts = { firstSeenAt: ago(day - 60_000), looks: 9 };
		const video = { isShort: null, widthPx: null, publishedAt: ago(2 * day).toISOString() };
		expect(decide(video, facts).lookAgainAt).toBe(ahead(60_000).toISOString());
	});
});
