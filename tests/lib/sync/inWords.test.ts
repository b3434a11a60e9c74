import { captionsInWords } from '../../../lib/sync/captionsInWords';
import { decisionReasons } from '../../../lib/sync/decision';
import { previewInWords } from '../../../lib/sync/previewInWords';
import type { PreviewView } from '../../../lib/sync/syncView';
import { fromDateOf, fromDateText } from '../../../lib/sync/fromDate';
import { reasonWords, wordsOfReason } from '../../../lib/sync/reasonWords';
import { rulesInWords } from '../../../lib/sync/rulesInWords';
import { runInWords } from '../../../lib/sync/runInWords';
import { captionRules, syncRules, type SyncRules } from '../../../lib/sync/syncRules';

test('every reason has words, and an unknown one is shown as it is', () => {
	const reasons = new Set(Object.values(decisionReasons).flat());
	expect(Object.keys(reasonWords).sort()).toEqual([...reasons].sort());
	expect(wordsOfReason('of_a_newer_version')).toBe('of_a_newer_version');
	expect(wordsOfReason('constructor')).toBe('constructor');
});

test('rules are told where they say something', () => {
	expect(rulesInWords(syncRules.parse({}))).toEqual([
		'at most 5 at a look',
		'oldest first',
		'of earlier ones none',
	]);
	const rules = syncRules.parse({
		...{ fromDate: '2026-11-01T00:00:00Z', includeWords: ['a', 'b'], excludeHashtags: ['#ad'] },
		...{ minDurationSec: 5, maxDurationSec: 60, maxPerDay: 3, minAgeHours: 2 },
		...{ order: 'newest', backfill: { last: 10 } },
	});
	expect(rulesInWords(rules)).toEqual([
		'published from 2026-11-01 on',
		'only with one of: a, b',
		'not with: #ad',
		'5 to 60 s long',
		'not before they are 2 h old',
		'at most 5 at a look and 3 a day',
		'newest first',
		'of earlier ones the newest 10',
	]);
});

test('of captions, what differs from the default is told', () => {
	expect(captionsInWords(captionRules.parse({}))).toEqual([]);
	const captions = captionRules.parse({
		...{ template: '{{ title }}\n{{ url }}', dropLinks: true, dropSubscribeLines: true },
		hashtags: { rename: [{ from: 'a', to: '#b' }], drop: ['c'], add: ['d', 'e'], limit: 4 },
	});
	expect(captionsInWords(captions)).toEqual([
		'“{{ title }}⏎{{ url }}”',
		'links are taken out',
		'lines that ask to subscribe are taken out',
		'#a becomes #b',
		'without #c',
		'with #d, #e',
		'hashtags, at most: 4',
	]);
	const none = captionRules.parse({ hashtags: { drop: [] } });
	expect(captionsInWords(none)).toEqual(['no hashtag is dropped']);
});

describe('a run', () => {
	const none = { found: 0, requested: 0, announced: 0, waiting: 0, undecided: 0, refused: 0 };

	test('is summed up with the reasons of what was skipped', () => {
		const skipped = [
			{ reason: 'too_long', count: 2 },
			{ reason: 'excluded_word', count: 1 },
		];
		const numbers = { ...none, found: 6, requested: 2, waiting: 1, skipped };
		expect(runInWords({ numbers, error: null })).toBe(
			'6 new, 2 requested, 1 waiting, 3 skipped (2 too long, 1 has an excluded word)',
		);
	});

	test('that failed says why', () => {
		const error = { code: 'sync_look_failed', message: 'No source answered.' };
		expect(runInWords({ numbers: { ...none, skipped: [] }, error })).toBe(
			'No source answered.',
		);
		expect(runInWords({ numbers: { ...none, skipped: [] }, error: null })).toBe('nothing new');
	});
});

test('a day is its beginning in UTC, and shown as the day again', () => {
	expect(fromDateOf(' 2026-11-01 ')).toBe('2026-11-01T00:00:00Z');
	expect(fromDateOf('2026-11-01T18:00:00+01:00')).toBe('2026-11-01T18:00:00+01:00');
	expect(fromDateText('2026-11-01T00:00:00Z')).toBe('2026-11-01');
	expect(fromDateText('2026-11-01T18:00:00Z')).toBe('2026-11-01T18:00:00Z');
	expect(fromDateText(null)).toBe('');
});

const since = '2026-11-20T10:00:00.000Z';

function inWords(
	items: PreviewView['items'],
	limits: Partial<SyncRules> = {},
	action: PreviewView['action'] = 'repost',
): string {
	return previewInWords({ action, since, items, rules: syncRules.parse(limits) });
}

test('a preview tells what only its age keeps from being taken', () => {
	const item: PreviewView['items'][number] = {
		...{ video: 'a', url: '', title: '', publishedAt: null, durationSec: null },
		...{ state: 'waiting', reason: 'next_run', sentence: '', caption: null, repost: null },
	};
	const older = { ...item, state: 'skipped', reason: 'backfill' } as const;
	expect(inWords([])).toBe('There is no Short on it yet.');
	expect(inWords([item, { ...older, reason: 'too_long' }])).toBe(
		'Of its newest 2, 1 would be taken.',
	);
	expect(inWords([item, older, older])).toMatch(
		/, 1 would be taken\. 2 were there before the sync and are left out: `rules\.backfill` says/,
	);
	const late = { ...item, state: 'undecided', reason: 'not_looked_at' } as const;
	expect(inWords([item, late])).toMatch(/, 1 would be taken\. 1 could not be looked at in/);
});

test.each([
	[5, {}, '5 would be taken.'],
	[6, {}, '6 would be taken, 5 at a look at most: the others follow.'],
	[6, { maxPerDay: 1 }, '6 would be taken, 1 a day at most: the others follow.'],
	[
		6,
		{ maxPerRun: 2, maxPerDay: 4 },
		'6 would be taken, 2 at a look and 4 a day at most: the others follow.',
	],
	[
		4,
		{ maxPerRun: 2, maxPerDay: 4 },
		'4 would be taken, 2 at a look at most: the others follow.',
	],
])('a preview that takes %d does not promise them all at once: %j', (count, limits, words) => {
	const item: PreviewView['items'][number] = {
		...{ video: 'a', url: '', title: '', publishedAt: null, durationSec: null },
		...{ state: 'waiting', reason: 'next_run', sentence: '', caption: null, repost: null },
	};
	const items = Array.from({ length: count }, () => item);
	expect(inWords(items, limits)).toBe(`Of its newest ${count}, ${words}`);
});

test('a preview says how many of a backfill are on their way at a time', () => {
	const item: PreviewView['items'][number] = {
		...{ video: 'a', url: '', title: '', publishedAt: since, durationSec: null },
		...{ state: 'waiting', reason: 'next_run', sentence: '', caption: null, repost: null },
	};
	const older = { ...item, publishedAt: '2026-11-19T10:00:00.000Z' };
	const few = [item, ...Array.from({ length: 10 }, () => older)];
	const all = { maxPerRun: 100 };
	expect(inWords(few, all)).toBe('Of its newest 11, 11 would be taken.');
	expect(inWords([older, ...few], all)).toBe(
		'Of its newest 12, 12 would be taken. 11 of them are older: 10 of those are on their way at a time, and another goes when one has ended.',
	);
	expect(inWords([older, ...few], all, 'announce')).toBe('Of its newest 12, 12 would be taken.');
});
