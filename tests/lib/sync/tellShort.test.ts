import { needsDetails } from '../../../lib/sync/needsDetails';
import type { SyncRules } from '../../../lib/sync/syncRules';
import { tellShort } from '../../../lib/sync/tellShort';
import type { ChannelVideo } from '../../../lib/youtube/channelVideo';
import { aShort, now, rulesOf } from './channelVideos';

const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 36e5);
const unsaid = { isShort: null };
const shapeless = { widthPx: null, heightPx: null };

describe('tellShort', () => {
	test.each<[string, Partial<ChannelVideo>, 'short' | 'not' | 'unknown']>([
		['by YouTube’s yes', { isShort: true, durationSec: 181 }, 'short'],
		['by shape and duration', unsaid, 'short'],
		['square', { ...unsaid, widthPx: 1080, heightPx: 1080 }, 'short'],
		['wide', { ...unsaid, widthPx: 1081, heightPx: 1080 }, 'not'],
		[
			'wide, of unknown duration',
			{ ...unsaid, widthPx: 1920, durationSec: null, heightPx: 1080 },
			'not',
		],
		['180 seconds', { ...unsaid, durationSec: 180 }, 'short'],
		['181 seconds', { ...unsaid, ...shapeless, durationSec: 181 }, 'not'],
		[
			'61 seconds when 60 were the most',
			{ ...unsaid, durationSec: 61, publishedAt: '2024-10-14T23:59:59Z' },
			'not',
		],
		[
			'61 seconds the day after',
			{ ...unsaid, durationSec: 61, publishedAt: '2024-10-15T00:00:00Z' },
			'short',
		],
		['of unknown shape', { ...unsaid, ...shapeless }, 'unknown'],
		['of unknown duration', { ...unsaid, durationSec: null }, 'unknown'],
		['not yet processed', { ...unsaid, durationSec: 0 }, 'unknown'],
		['new, by YouTube’s no', { isShort: false, ...shapeless }, 'unknown'],
		[
			'a day old, by YouTube’s no',
			{ isShort: false, publishedAt: hoursAgo(24).toISOString() },
			'not',
		],
		[
			'an old upload whose premiere was just now, by YouTube’s no',
			{
				...{ isShort: false, ...shapeless },
				publishedAt: hoursAgo(90).toISOString(),
				startsAt: hoursAgo(1).toISOString(),
			},
			'unknown',
		],
	])('%s', (_, video, told) => {
		expect(tellShort({ ...aShort, ...video }, { firstSeenAt: hoursAgo(1), now })).toBe(told);
	});

	test('without a date, the day begins when it was first seen', () => {
		const video = { ...aShort, isShort: false, ...shapeless, publishedAt: null };
		expect(tellShort(video, { firstSeenAt: hoursAgo(23), now })).toBe('unknown');
		expect(tellShort(video, { firstSeenAt: hoursAgo(24), now })).toBe('not');
	});
});

describe('needsDetails', () => {
	test.each<[string, Partial<ChannelVideo>, Partial<SyncRules>, boolean]>([
		['a Short from the list of Shorts', { ...shapeless, durationSec: null }, {}, false],
		['one without a date', { publishedAt: null }, {}, true],
		['one without a description', { description: null }, {}, true],
		['one with an empty description', { description: '' }, {}, false],
		['one without a title', { title: '' }, {}, true],
		['one whose duration a rule needs', { durationSec: null }, { minDurationSec: 5 }, true],
		['one whose duration is known', {}, { minDurationSec: 5 }, false],
		['one that is processed', { durationSec: 0 }, {}, true],
		['one that may be none', { ...unsaid, ...shapeless }, {}, true],
		['one by its shape', unsaid, {}, false],
		['one by its shape that YouTube denies', { isShort: false }, {}, true],
		['a long one', { isShort: false, durationSec: 600 }, {}, false],
		['a private one', { access: 'private' }, {}, true],
		['a gone one', { access: 'gone' }, {}, true],
		['a premiere', { live: 'premiere' }, {}, true],
		[
			'a long stream that is over',
			{ live: 'ended', isShort: null, durationSec: 900 },
			{},
			false,
		],
		['a stream that may have been a premiere', { live: 'ended', isShort: null }, {}, true],
	])('%s', (_, video, rules, isNeeded) => {
		expect(needsDetails({ ...aShort, ...video }, rulesOf(rules))).toBe(isNeeded);
	});

	test('what the date rules out needs none', () => {
		const video = { ...aShort, isShort: null, ...shapeless };
		expect(needsDetails(video, rulesOf(), hoursAgo(2))).toBe(true);
		expect(needsDetails(video, rulesOf(), now)).toBe(false);
		expect(needsDetails(video, rulesOf({ backfill: 'all' }), now)).toBe(true);
		const fromDate = now.toISOString();
		expect(needsDetails(video, rulesOf({ backfill: 'all', fromDate }), now)).toBe(false);
	});
});
