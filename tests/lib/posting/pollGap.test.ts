import { pollGapMs } from '../../../lib/posting/pollGap';

describe('pollGapMs', () => {
	it.each([
		['starts with the first gap', 0, 2_000],
		['grows with the time waited', 20_000, 10_000],
		['asks at least once a minute in the first hour', 50 * 60_000, 60_000],
		['asks every ten minutes on the first day', 2 * 3_600_000, 600_000],
		['asks once an hour later', 48 * 3_600_000, 3_600_000],
	])('%s', (_title, waitedMs, gapMs) => {
		expect(pollGapMs(waitedMs, 2_000)).toBe(gapMs);
	});

	it('asks fewer than 1,500 times in 30 days', () => {
		let waitedMs = 0;
		let questions = 0;
		for (; waitedMs < 30 * 24 * 3_600_000; questions++) waitedMs += pollGapMs(waitedMs, 2_000);
		expect(questions).toBeLessThan(1_500);
	});
});
