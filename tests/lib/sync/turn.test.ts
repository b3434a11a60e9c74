import fc from 'fast-check';
import { localTime } from '../../../lib/posting/lane/localTime';
import { startOfDay, startOfNextDay } from '../../../lib/sync/startOfDay';
import { openAtOnce, roomInRun, type TurnFacts } from '../../../lib/sync/turn';

interface Waiting {
	id: number;
	old: boolean;
}
const ofNew = (count: number): Waiting[] =>
	Array.from({ length: count }, (_, id) => ({ id, old: false }));
const ofOld = (count: number): Waiting[] => ofNew(count).map((one) => ({ ...one, old: true }));

function turn(facts: Partial<TurnFacts<Waiting>>) {
	const { now, later } = roomInRun({
		...{ rules: { maxPerRun: 5, maxPerDay: null }, waiting: [], doneToday: 0, openReposts: 0 },
		isBackfill: ({ old }: Waiting) => old,
		...{ timeZone: 'Europe/Berlin', now: new Date('2026-11-24T12:00:00Z') },
		...facts,
	});
	return {
		now: now.map(({ id }) => id),
		later: later.map(({ video, decision }) => [video.id, decision.reason]),
		sentences: [...new Set(later.map(({ decision }) => decision.sentence))],
	};
}

test('the first ones go, in their order; the others say why not', () => {
	expect(turn({ waiting: ofNew(7) })).toEqual({
		now: [0, 1, 2, 3, 4],
		later: [
			[5, 'run_limit'],
			[6, 'run_limit'],
		],
		sentences: ['A run of this sync takes 5 at most: it goes with a later one.'],
	});
});

test('what this run did before counts', () => {
	expect(turn({ waiting: ofNew(3), doneThisRun: 4 }).now).toEqual([0]);
	expect(turn({ waiting: ofNew(3), doneThisRun: 9 }).now).toEqual([]);
});

test('the limit of the day ends at midnight in the zone of the account', () => {
	expect(
		turn({ waiting: ofNew(3), rules: { maxPerRun: 5, maxPerDay: 4 }, doneToday: 3 }),
	).toEqual({
		now: [0],
		later: [
			[1, 'day_limit'],
			[2, 'day_limit'],
		],
		sentences: [
			'This sync takes 4 a day at most: its turn comes from 2026-11-25 00:00 (Europe/Berlin) on.',
		],
	});
});

test('a backfill keeps ten of its reposts open, new Shorts go past it', () => {
	const rules = { maxPerRun: 100, maxPerDay: null };
	expect(turn({ rules, waiting: ofOld(30) }).now).toHaveLength(openAtOnce);
	expect(turn({ rules, waiting: ofOld(30), openReposts: 8 }).now).toEqual([0, 1]);
	const mixed = [...ofOld(2), { id: 9, old: false }];
	expect(turn({ rules, waiting: mixed, openReposts: 10 })).toEqual({
		now: [9],
		later: [
			[0, 'open_limit'],
			[1, 'open_limit'],
		],
		sentences: [
			'10 reposts of this sync are on their way: older Shorts go on when one has ended.',
		],
	});
});

test('a backfill that is only announced has nothing on its way', () => {
	const rules = { maxPerRun: 100, maxPerDay: null };
	const { now, later } = turn({ rules, waiting: ofOld(30), openReposts: null });
	expect(now).toHaveLength(30);
	expect(later).toEqual([]);
});

const facts = fc.record({
	rules: fc.record({
		maxPerRun: fc.integer({ min: 1, max: 100 }),
		maxPerDay: fc.option(fc.integer({ min: 1, max: 200 })),
	}),
	waiting: fc
		.array(fc.boolean(), { maxLength: 150 })
		.map((olds) => olds.map((old, id) => ({ id, old }))),
	doneThisRun: fc.nat(20),
	doneToday: fc.nat(60),
	openReposts: fc.nat(15),
});

test('whatever waits goes or says why not, in its order, and no limit is passed', () => {
	fc.assert(
		fc.property(facts, (given) => {
			const { now, later } = turn(given);
			const { maxPerRun, maxPerDay } = given.rules;
			expect(
				[...now, ...later.map(([id]) => id)].sort((a, b) => Number(a) - Number(b)),
			).toEqual(given.waiting.map(({ id }) => id));
			expect(now).toEqual(now.toSorted((a, b) => a - b));
			expect(now.length).toBeLessThanOrEqual(Math.max(0, maxPerRun - given.doneThisRun));
			if (maxPerDay !== null) {
				expect(now.length).toBeLessThanOrEqual(Math.max(0, maxPerDay - given.doneToday));
			}
			const old = now.filter((id) => given.waiting[id]?.old);
			expect(old.length).toBeLessThanOrEqual(Math.max(0, openAtOnce - given.openReposts));
			// Nobody waits without a limit that is reached.
			const isFull =
				given.doneThisRun + now.length >= maxPerRun ||
				(maxPerDay !== null && given.doneToday + now.length >= maxPerDay);
			if (!isFull) expect(later.every(([, reason]) => reason === 'open_limit')).toBe(true);
		}),
		{ numRuns: 500 },
	);
});

const zones = [
	...['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'],
	// Their clocks change at midnight, forward or back.
	...['Africa/Cairo', 'Asia/Beirut', 'America/Havana', 'America/Santiago', 'America/Asuncion'],
];

test('a day begins at the first moment that its clocks show, and the next one after it', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...zones),
			fc.integer({ min: Date.UTC(2023, 0), max: Date.UTC(2028, 0) }),
			(timeZone, nowMs) => {
				const dayAt = (atMs: number) => localTime(atMs, timeZone).day;
				const start = startOfDay(new Date(nowMs), timeZone).getTime();
				expect(start).toBeLessThanOrEqual(nowMs);
				expect(dayAt(start)).toBe(dayAt(nowMs));
				expect(dayAt(start - 1) < dayAt(nowMs)).toBe(true);
				const next = startOfNextDay(new Date(nowMs), timeZone).getTime();
				expect(next).toBeGreaterThan(nowMs);
				expect(dayAt(next) > dayAt(nowMs)).toBe(true);
				expect(dayAt(next - 1)).toBe(dayAt(nowMs));
			},
		),
		{ numRuns: 3_000 },
	);
});

test.each([
	['of 25 hours', '2026-10-25', 25],
	['of 23 hours', '2026-03-29', 23],
])('a day %s has its limit once', (_, day, hours) => {
	const timeZone = 'Europe/Berlin';
	const done: number[] = [];
	for (
		let atMs = Date.parse(`${day}T00:00:00Z`) - 36e5 * 48;
		done.length < 40;
		atMs += 15 * 60e3
	) {
		const now = new Date(atMs);
		const today = startOfDay(now, timeZone).getTime();
		const { now: ids } = turn({
			...{ waiting: ofNew(3), rules: { maxPerRun: 2, maxPerDay: 7 }, timeZone, now },
			doneToday: done.filter((doneMs) => doneMs >= today).length,
		});
		done.push(...ids.map(() => atMs));
	}
	const perDay = Map.groupBy(done, (doneMs) => localTime(doneMs, timeZone).day);
	expect(perDay.get(day)).toHaveLength(7);
	const start = perDay.get(day)?.[0] ?? 0;
	const next = [...perDay.values()].flat().find((doneMs) => doneMs > start + 20 * 36e5) ?? 0;
	expect((next - start) / 36e5).toBe(hours);
});
