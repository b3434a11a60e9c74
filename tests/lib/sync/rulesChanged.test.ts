import fc from 'fast-check';
import { ruleOfSkip } from '../../../lib/sync/decision';
import { decideShort } from '../../../lib/sync/decideShort';
import { reasonsToRedecide } from '../../../lib/sync/rulesChanged';
import type { SyncRules } from '../../../lib/sync/syncRules';
import { anyLook, anyRules, rulesOf } from './channelVideos';

test.each<[string, Partial<SyncRules>, Partial<SyncRules>, string[]]>([
	['nothing', {}, {}, []],
	['a from date', {}, { fromDate: '2026-01-01T00:00:00Z' }, ['before_from_date']],
	[
		'the same moment, written otherwise',
		{ fromDate: '2026-01-01T00:00:00Z' },
		{ fromDate: '2026-01-01T01:00:00+01:00' },
		[],
	],
	['the backfill', {}, { backfill: { last: 3 } }, ['backfill']],
	['words in another order', { excludeWords: ['a', 'B'] }, { excludeWords: ['b', 'A'] }, []],
	['another word', { excludeWords: ['a'] }, { excludeWords: ['b'] }, ['excluded_word']],
	['a hashtag with #', { includeHashtags: ['a'] }, { includeHashtags: ['#A'] }, []],
	['no hashtag any more', { includeHashtags: ['a'] }, {}, ['no_included_hashtag']],
	['durations', {}, { minDurationSec: 5, maxDurationSec: 60 }, ['too_short', 'too_long']],
	['what only concerns turns', {}, { maxPerRun: 1, maxPerDay: 1, order: 'newest' }, []],
	['the age', {}, { minAgeHours: 3 }, []],
])('%s', (_, before, after, reasons) => {
	expect(reasonsToRedecide(rulesOf(before), rulesOf(after))).toEqual(reasons);
});

test('what was skipped by a rule that stays the same would be skipped by it again, or by one before it', () => {
	let kept = 0;
	fc.assert(
		fc.property(
			anyLook,
			anyRules,
			fc.subarray(Object.values(ruleOfSkip)),
			(facts, other, changed) => {
				const after = { ...facts.rules };
				for (const rule of changed) Object.assign(after, { [rule]: other[rule] });
				const reasons = reasonsToRedecide(facts.rules, after);
				expect(
					reasons.every((reason) => changed.includes(ruleOfSkip[reason] ?? 'order')),
				).toBe(true);
				const before = decideShort(facts);
				if (
					before.state !== 'skipped' ||
					ruleOfSkip[before.reason as 'too_long'] === undefined
				) {
					return;
				}
				if (reasons.includes(before.reason as 'too_long')) return;
				kept++;
				expect(decideShort({ ...facts, rules: after }).state).not.toBe('waiting');
			},
		),
		{ numRuns: 3_000 },
	);
	expect(kept).toBeGreaterThan(200);
});
