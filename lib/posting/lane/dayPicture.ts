import type { LaneView } from './laneView';
import { localTime, minuteOf } from './localTime';

/** Today by the lane's clocks, in minutes since midnight. */
export interface DayPicture {
	day: string;
	now: number;
	quiet: { from: number; until: number }[];
	times: number[];
	posted: number[];
	expected: number[];
}

export function dayPicture(
	{ settings, posts, waiting }: Pick<LaneView, 'settings' | 'posts' | 'waiting'>,
	nowMs: number,
): DayPicture {
	const { timeZone, quietHours, postingTimes } = settings;
	const { day, minute } = localTime(nowMs, timeZone);
	const today = (moments: string[]): number[] =>
		moments
			.map((moment) => localTime(Date.parse(moment), timeZone))
			.filter((local) => local.day === day)
			.map((local) => local.minute);
	const expected = waiting.items.flatMap(({ expectedAt }) => (expectedAt ? [expectedAt] : []));
	return {
		...{ day, now: minute },
		quiet: quietHours ? quietParts(minuteOf(quietHours.from), minuteOf(quietHours.until)) : [],
		times: postingTimes.map(minuteOf),
		posted: today(posts),
		expected: today(expected),
	};
}

/** Past midnight they are two parts of the same day. */
function quietParts(from: number, until: number): DayPicture['quiet'] {
	if (from < until) return [{ from, until }];
	return [
		{ from: 0, until },
		{ from, until: 1440 },
	].filter((part) => part.from < part.until);
}
