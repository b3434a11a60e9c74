import { nextReadInMs, readForMs } from '../../../lib/readback/nextRead';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The ages of a post at its looks, when each comes `lateMs` after its time. */
function looks(firstGapMs: number, lateMs: number): number[] {
	const ages = [lateMs];
	for (;;) {
		const age = ages.at(-1) ?? 0;
		const inMs = nextReadInMs(age, firstGapMs);
		if (inMs === null) return ages;
		expect(inMs).toBeGreaterThan(0);
		ages.push(age + inMs + lateMs);
		if (ages.length > 1000) throw new Error('It never ends.');
	}
}

test('after 1, 3, 6 and 12 hours, then daily for a week, then weekly until the 90th day, then never', () => {
	const hours = looks(hourMs, 0).map((age) => age / hourMs);
	expect(hours.slice(0, 5)).toEqual([0, 1, 4, 10, 22]);
	const days = hours.slice(5).map((age) => (age - 22) / 24);
	expect(days.slice(0, 8)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
	expect(days[8]).toBe(15);
	expect(hours.at(-1)).toBe(90 * 24);
	expect(hours.length).toBeLessThan(30);
});

test('the same when every look comes a quarter of an hour late, and never once too old', () => {
	const late = 15 * 60_000;
	const ages = looks(hourMs, late);
	expect(looks(hourMs, 0).length - ages.length).toBeLessThanOrEqual(1);
	expect(ages.at(-1)).toBeLessThan(readForMs());
	expect(nextReadInMs(90 * dayMs)).toBeNull();
	expect(nextReadInMs(1e15)).toBeNull();
});

test('a post that was found late, by months, is read by its age', () => {
	expect(nextReadInMs(60 * dayMs)).toBe(7 * dayMs);
	expect(nextReadInMs(88 * dayMs)).toBe(2 * dayMs);
});

test('all of it is in proportion to the first gap', () => {
	const fast = looks(100, 0);
	const slow = looks(hourMs, 0);
	expect(fast.map((age) => Math.round(age / 100))).toEqual(
		slow.map((age) => Math.round(age / hourMs)),
	);
	expect(readForMs(100)).toBe((readForMs() / hourMs) * 100);
});
