import { nextPacificMidnight } from '../../../lib/youtube/pacificMidnight';

const cases = [
	['in winter', '2026-11-27T23:00:00Z', '2026-11-28T08:00:00Z'],
	['in summer', '2026-07-01T12:00:00Z', '2026-07-02T07:00:00Z'],
	['a second before', '2026-11-28T07:59:59Z', '2026-11-28T08:00:00Z'],
	['at midnight itself', '2026-11-28T08:00:00Z', '2026-11-29T08:00:00Z'],
	['on the day that has 23 hours', '2026-03-08T08:30:00Z', '2026-03-09T07:00:00Z'],
	['on the day that has 25 hours', '2026-11-01T07:30:00Z', '2026-11-02T08:00:00Z'],
] as const;

test.each(cases)('%s', (_, now, next) => {
	expect(nextPacificMidnight(new Date(now))).toEqual(new Date(next));
});
