import { utcDay } from '../../utcDay';

/** A moment on the clocks of a time zone, to the minute. */
export interface LocalMoment {
	/** `YYYY-MM-DD` */
	day: string;
	/** Since midnight by the clock, 0 to 1439. */
	minute: number;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

export function localTime(atMs: number, timeZone: string): LocalMoment {
	const { year, month, day, hour, minute } = clockAt(atMs, timeZone);
	return { day: utcDay(Date.UTC(year, month - 1, day)), minute: hour * 60 + minute };
}

/**
 * When the clocks of a zone show this. A time that they show twice (the end of summer time) is its first; one that they
 * leave out (its beginning) is as much later as they are put on.
 */
export function instantOf({ day, minute }: LocalMoment, timeZone: string): number {
	const asUtcMs = Date.parse(`${day}T00:00:00Z`) + minute * minuteMs;
	const before = asUtcMs - offsetMs(asUtcMs - dayMs, timeZone);
	const after = asUtcMs - offsetMs(asUtcMs + dayMs, timeZone);
	const shown = [before, after].filter((atMs) => {
		const local = localTime(atMs, timeZone);
		return local.day === day && local.minute === minute;
	});
	return shown.length ? Math.min(...shown) : before;
}

export function dayAfter(day: string, days = 1): string {
	return utcDay(Date.parse(`${day}T00:00:00Z`) + days * dayMs);
}

/** `HH:MM` as minutes since midnight. */
export function minuteOf(clock: string): number {
	return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

/** For people, e.g. `2026-11-24 18:00 (Europe/Berlin)`, or `… UTC`. */
export function momentInWords(atMs: number, timeZone: string): string {
	const { day, minute } = localTime(atMs, timeZone);
	const clock = [Math.floor(minute / 60), minute % 60].map((n) => String(n).padStart(2, '0'));
	return `${day} ${clock.join(':')} ${timeZone === 'UTC' ? 'UTC' : `(${timeZone})`}`;
}

/** A name of the IANA database, such as `Europe/Berlin`, or `UTC`. */
export function isTimeZone(name: string): boolean {
	// Offsets such as +01:00 are known to Intl, too, and have no summer time.
	if (!/^[A-Za-z]/.test(name)) return false;
	try {
		new Intl.DateTimeFormat('en-US', { timeZone: name });
		return true;
	} catch {
		return false;
	}
}

function offsetMs(atMs: number, timeZone: string): number {
	const { year, month, day, hour, minute, second } = clockAt(atMs, timeZone);
	const wholeSecondMs = Math.floor(atMs / 1000) * 1000;
	return Date.UTC(year, month - 1, day, hour, minute, second) - wholeSecondMs;
}

/** Making one takes a thousand times as long as using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function clockAt(atMs: number, timeZone: string) {
	let format = formats.get(timeZone);
	if (!format) {
		format = new Intl.DateTimeFormat('en-US', {
			...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
			...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
		});
		formats.set(timeZone, format);
	}
	const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = (
		format.format(atMs).match(/\d+/g) ?? []
	).map(Number);
	return { year, month, day, hour, minute, second };
}
