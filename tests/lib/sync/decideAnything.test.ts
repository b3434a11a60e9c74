import fc from 'fast-check';
import { printable } from '../../../lib/printable';
import { decideShort } from '../../../lib/sync/decideShort';
import { decisionReasons } from '../../../lib/sync/decision';
import type { SyncRules } from '../../../lib/sync/syncRules';
import { anyLook, now } from './channelVideos';

const hour = 3_600_000;
const day = 24 * hour;

test('every video gets exactly one decision, with a reason, a printable sentence, and a time if it is undecided', () => {
	const reached = new Set<string>();
	fc.assert(
		fc.property(anyLook, (facts) => {
			const decision = decideShort(facts);
			const { state, reason, sentence, lookAgainAt } = decision;
			reached.add(`${state} ${reason}`);
			expect(decisionReasons[state]).toContain(reason);
			expect(sentence).toMatch(/^[A-Z].*\.$/u);
			expect(sentence.length).toBeLessThanOrEqual(250);
			expect(printable(sentence)).toBe(sentence);
			expect(sentence.isWellFormed()).toBe(true);
			expect(lookAgainAt !== null).toBe(state === 'undecided');
			if (lookAgainAt) expect(Date.parse(lookAgainAt)).toBeGreaterThan(now.getTime());
			expect(decideShort(facts)).toEqual(decision);
		}),
		{ numRuns: 3_000 },
	);
	// The generator is of no use where it reaches only a few.
	const all = Object.entries(decisionReasons)
		.filter(([state]) => ['undecided', 'skipped'].includes(state))
		.flatMap(([state, reasons]) => reasons.map((reason) => `${state} ${reason}`));
	const notDecidedHere = [
		...['undecided new', 'undecided not_looked_at'],
		...['skipped caption_refused', 'skipped refused'],
	];
	const missed = all.filter((one) => !reached.has(one) && !notDecidedHere.includes(one));
	expect(missed).toEqual([]);
});

describe('widening a rule never skips, nor puts off, what was chosen', () => {
	const widenings: Record<string, (rules: SyncRules, by: number) => SyncRules> = {
		'no from date': (rules) => ({ ...rules, fromDate: null }),
		'an earlier from date': (rules, by) => ({
			...rules,
			fromDate:
				rules.fromDate && new Date(Date.parse(rules.fromDate) - by * hour).toISOString(),
		}),
		'fewer excluded words': (rules, by) => ({
			...rules,
			excludeWords: rules.excludeWords.slice(by),
		}),
		'fewer excluded hashtags': (rules, by) => ({
			...rules,
			excludeHashtags: rules.excludeHashtags.slice(by),
		}),
		'one more included word': (rules) => ({
			...rules,
			includeWords: rules.includeWords.length ? [...rules.includeWords, 'tea'] : [],
		}),
		'any word': (rules) => ({ ...rules, includeWords: [] }),
		'any hashtag': (rules) => ({ ...rules, includeHashtags: [] }),
		'a smaller least duration': (rules, by) => ({
			...rules,
			minDurationSec: rules.minDurationSec && Math.max(0, rules.minDurationSec - by),
		}),
		'a greater most duration': (rules, by) => ({
			...rules,
			maxDurationSec: rules.maxDurationSec && rules.maxDurationSec + by,
		}),
		'no durations': (rules) => ({ ...rules, minDurationSec: null, maxDurationSec: null }),
		'a deeper backfill': (rules, by) => ({
			...rules,
			backfill:
				rules.backfill === 'none'
					? { last: by + 1 }
					: rules.backfill === 'all'
						? 'all'
						: { last: rules.backfill.last + by },
		}),
		'the whole backfill': (rules) => ({ ...rules, backfill: 'all' }),
		'a lower age': (rules, by) => ({
			...rules,
			minAgeHours: Math.max(0, rules.minAgeHours - by),
		}),
	};
	test.each(Object.entries(widenings))('%s', (_, widen) => {
		let chosen = 0;
		fc.assert(
			fc.property(anyLook, fc.nat(50), (facts, by) => {
				if (decideShort(facts).state !== 'waiting') return;
				chosen++;
				const wider = widen(facts.rules, by);
				expect(decideShort({ ...facts, rules: wider }).state).toBe('waiting');
			}),
			{ numRuns: 1_000 },
		);
		expect(chosen).toBeGreaterThan(25);
	});
});

test('every undecided one is decided in the end: within a day, a private one within a week, one that does not begin or end within two', () => {
	const ends = new Set<string>();
	const daysOf = (reason: string) =>
		({ private: 7, members_only: 7, premiere: 14, live: 14 })[reason] ?? 1;
	fc.assert(
		fc.property(anyLook, (facts) => {
			const rules = { ...facts.rules, minAgeHours: 0 };
			let [at, looks] = [now, 0];
			for (;;) {
				const decision = decideShort({ ...facts, rules, firstSeenAt: now, looks, now: at });
				if (decision.state !== 'undecided') {
					ends.add(decision.reason);
					return;
				}
				at = new Date(decision.lookAgainAt ?? '');
				looks++;
				// Before it is published, or begins, its time does not begin.
				const times = [facts.video.publishedAt, facts.video.startsAt].map((time) =>
					time ? Date.parse(time) : NaN,
				);
				const begun = times.filter((time) => time <= at.getTime());
				const fromMs = Math.max(now.getTime(), ...begun);
				const isAnnounced =
					decision.reason === 'premiere' && (times[1] ?? 0) > at.getTime();
				const untilMs = isAnnounced ? times[1] : fromMs + daysOf(decision.reason) * day;
				expect(at.getTime()).toBeLessThanOrEqual(untilMs ?? 0);
				expect(looks).toBeLessThan(decision.reason === 'live' ? 29 * 24 : 90);
			}
		}),
		{ numRuns: 1_400 },
	);
	expect([...ends]).toEqual(
		expect.arrayContaining([
			...['gone', 'not_a_short', 'stayed_private', 'facts_missing', 'never_began'],
		]),
	);
});

test('a minimum age is waited for twice at most, whatever the date says', () => {
	let waited = 0;
	fc.assert(
		fc.property(anyLook, fc.integer({ min: 1, max: 168 }), (given, minAgeHours) => {
			const facts = { ...given, rules: { ...given.rules, minAgeHours } };
			let decision = decideShort(facts);
			for (let n = 0; n < 2 && decision.reason === 'too_young'; n++) {
				waited++;
				decision = decideShort({ ...facts, now: new Date(decision.lookAgainAt ?? '') });
			}
			expect(decision.reason).not.toBe('too_young');
		}),
		{ numRuns: 3_000 },
	);
	expect(waited).toBeGreaterThan(50);
});
