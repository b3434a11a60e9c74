import { z } from 'zod';
import { isTimeZone, minuteOf } from './localTime';

const clock = z
	.string()
	.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time of day is written like 09:30, in 24 hours.');

/** When and how many of an account's reposts are posted. Nothing set: each as soon as it is ready. */
export const laneSettings = z.strictObject({
	timeZone: z
		.string()
		.refine(isTimeZone, '`timeZone` must be a name such as Europe/Berlin, or UTC.')
		.describe('IANA name; days, posting times and quiet hours are by its clocks'),
	spacingMinutes: z
		.int()
		.min(0)
		.max(10_080)
		.describe('From one post to the next, at least; 0: none'),
	dailyCap: z.int().min(1).max(100).nullable().describe('Most posts a day; null: no limit'),
	postingTimes: z
		.array(clock)
		.max(24)
		.transform((times) => [...new Set(times)].sort())
		.describe('One post at each of these times of day; empty: at any time'),
	quietHours: z
		.strictObject({ from: clock, until: clock })
		.refine(({ from, until }) => from !== until, 'Quiet hours must end at another time.')
		.nullable()
		.describe('Nothing is posted between; may pass midnight'),
	atOnce: z
		.int()
		.min(1)
		.max(50)
		.nullable()
		.describe('Most reposts between download and upload; null: REPOSTS_AT_ONCE'),
});
export type LaneSettings = z.infer<typeof laneSettings>;

export const noSchedule: LaneSettings = {
	timeZone: 'UTC',
	spacingMinutes: 0,
	dailyCap: null,
	postingTimes: [],
	quietHours: null,
	atOnce: null,
};

/** The body of `PATCH …/lane`: what is left out stays as it is. */
export const laneChanges = laneSettings.partial();
export type LaneChanges = z.infer<typeof laneChanges>;

/** Why these settings would never let anything be posted, in a sentence; null when they do. */
export function neverPosts({ postingTimes, quietHours }: LaneSettings): string | null {
	if (!quietHours || !postingTimes.length) return null;
	const isAllQuiet = postingTimes.every((time) => isQuiet(minuteOf(time), quietHours));
	return isAllQuiet
		? 'Every posting time lies in the quiet hours, so nothing would ever be posted: change one of the two.'
		: null;
}

export function isQuiet(minute: number, { from, until }: { from: string; until: string }): boolean {
	const [begin, end] = [minuteOf(from), minuteOf(until)];
	return begin < end ? minute >= begin && minute < end : minute >= begin || minute < end;
}
