import { nextLookMs, rhythmOf } from '../../../lib/sync/rhythm';

const minuteMs = 60_000;

test('ten thousand syncs spread over their interval', () => {
	const everyMs = 15 * minuteMs;
	const perMinute = new Array<number>(15).fill(0);
	for (let n = 0; n < 10_000; n++) {
		const { offsetMs } = rhythmOf(`sync${n}`, 15);
		expect(offsetMs).toBeGreaterThanOrEqual(0);
		expect(offsetMs).toBeLessThan(everyMs);
		const minute = Math.floor(offsetMs / minuteMs);
		perMinute[minute] = (perMinute[minute] ?? 0) + 1;
	}
	expect(Math.max(...perMinute)).toBeLessThan(800);
	expect(Math.min(...perMinute)).toBeGreaterThan(550);
});

test('the next look is within one interval, and keeps its place in it', () => {
	const nowMs = Date.parse('2026-11-27T12:34:56Z');
	const next = nextLookMs('abc', 60, nowMs);
	expect(next).toBeGreaterThanOrEqual(nowMs);
	expect(next - nowMs).toBeLessThan(60 * minuteMs);
	expect(nextLookMs('abc', 60, next + 1)).toBe(next + 60 * minuteMs);
	expect(next % (60 * minuteMs)).toBe(rhythmOf('abc', 60).offsetMs);
});
