import type { SyncRules } from '../../../lib/sync/syncRules';
import { decideShort } from '../../../lib/sync/decideShort';
import type { ChannelVideo } from '../../../lib/youtube/channelVideo';
import { aShort, now, rulesOf } from './channelVideos';

const hour = 3_600_000;
const day = 24 * hour;
const ago = (ms: number) => new Date(now.getTime() - ms);
const ahead = (ms: number) => new Date(now.getTime() + ms);

interface Facts {
	rules?: Partial<SyncRules>;
	since?: Date;
	firstSeenAt?: Date;
	looks?: number;
	olderRank?: number | null;
	now?: Date;
}

function decide(video: Partial<ChannelVideo>, { rules, ...facts }: Facts = {}) {
	return decideShort({
		video: { ...aShort, ...video },
		rules: rulesOf(rules),
		...{ since: ago(30 * day), firstSeenAt: now, looks: 0, olderRank: null, now },
		...facts,
	});
}

test('an ordinary Short is chosen', () => {
	expect(decide({})).toEqual({
		state: 'waiting',
		reason: 'next_run',
		sentence: 'The rules of this sync take it: it goes with the next run.',
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

describe('skipped in the end', () => {
	const seenLongAgo = { firstSeenAt: ago(8 * day), looks: 12 };
	const old = { publishedAt: ago(9 * day).toISOString() };
	test.each<[string, Partial<ChannelVideo>, Facts, string]>([
		['never said to be a Short', { ...old, isShort: null, widthPx: null }, {}, 'not_a_short'],
		['gone', { ...old, access: 'gone' }, {}, 'gone'],
		['private', { ...old, access: 'private' }, {}, 'stayed_private'],
		['unlisted', { ...old, access: 'unlisted' }, {}, 'stayed_private'],
		['for members', { ...old, access: 'membersOnly' }, {}, 'stayed_members_only'],
		[
			'a premiere, 14 days after its time',
			{
				...{ live: 'upcoming', publishedAt: ago(20 * day).toISOString() },
				startsAt: ago(14 * day).toISOString(),
			},
			{ firstSeenAt: ago(20 * day) },
			'never_began',
		],
		[
			'a premiere without a time, 14 days after it was first seen',
			{ publishedAt: ago(20 * day).toISOString(), live: 'premiere' },
			{ firstSeenAt: ago(14 * day) },
			'never_began',
		],
		[
			'a stream that goes on for 14 days',
			{ publishedAt: ago(20 * day).toISOString(), live: 'live' },
			{ firstSeenAt: ago(14 * day) },
			'was_live',
		],
		['a short stream', { ...old, live: 'ended', isShort: null }, {}, 'was_live'],
		['without a date', { publishedAt: null }, {}, 'facts_missing'],
		['never processed', { ...old, durationSec: 0 }, {}, 'facts_missing'],
		[
			'without the text that a rule needs',
			{ ...old, description: null },
			{ rules: { excludeWords: ['ad'] } },
			'facts_missing',
		],
	])('%s', (_, video, facts, reason) => {
		expect(decide(video, { ...seenLongAgo, ...facts })).toMatchObject({
			state: 'skipped',
			reason,
		});
	});
});
