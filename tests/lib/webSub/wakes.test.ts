import { isSettled, nextWakeMs, type Heard } from '../../../lib/webSub/wakes';

const minuteMs = 60_000;
const heard = (given: Partial<Heard> = {}): Heard => ({
	...{ videoIds: new Set(['a']), wokenAtMs: null, wakes: 0, ...given },
});

test('syncs look at once, and again after a minute, four and fifteen for what was not found', () => {
	expect(nextWakeMs(heard(), 5)).toBe(5);
	const gapAfter = (wakes: number) => nextWakeMs(heard({ wokenAtMs: 0, wakes }), 5);
	expect([1, 2, 3, 4].map(gapAfter)).toEqual([minuteMs, 4 * minuteMs, 15 * minuteMs, null]);
});

test('nothing to find wakes nobody', () => {
	const found = heard({ videoIds: new Set(), wokenAtMs: 0, wakes: 1 });
	expect(nextWakeMs(found, 5)).toBeNull();
});

test('the last look is remembered for a minute, so that the next push waits', () => {
	const found = heard({ videoIds: new Set(), wokenAtMs: 0, wakes: 1 });
	expect([isSettled(found, minuteMs - 1), isSettled(found, minuteMs)]).toEqual([false, true]);
	expect(isSettled(heard({ wokenAtMs: 0, wakes: 1 }), minuteMs)).toBe(false);
	expect(isSettled(heard({ wokenAtMs: 0, wakes: 4 }), minuteMs)).toBe(true);
});
