import { dayAfter, instantOf, localTime } from '../posting/lane/localTime';

/** When the day began by the clocks of a time zone: since then `maxPerDay` counts. */
export function startOfDay(now: Date, timeZone: string): Date {
	const { day } = localTime(now.getTime(), timeZone);
	return new Date(instantOf({ day, minute: 0 }, timeZone));
}

export function startOfNextDay(now: Date, timeZone: string): Date {
	const { day } = localTime(now.getTime(), timeZone);
	return new Date(instantOf({ day: dayAfter(day), minute: 0 }, timeZone));
}
