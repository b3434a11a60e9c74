import { Problem } from '../errors';

const minutesOf = { m: 1, h: 60, d: 1440 };
const [least, most] = [5, 10_080];

/** `15m`, `2h` or `1d` in minutes. Throws Problem bad_request. */
export function everyMinutesOf(text: string): number {
	const [, count, unit] = /^(\d{1,6})\s*([mhd])$/i.exec(text.trim()) ?? [];
	const minutes =
		Number(count) * minutesOf[(unit?.toLowerCase() ?? 'm') as keyof typeof minutesOf];
	if (minutes >= least && minutes <= most) return minutes;
	throw new Problem(
		'bad_request',
		'How often a sync looks is written like 15m, 2h or 1d, from 5m to 7d.',
	);
}

/** For people: `every 15 minutes`, `every 2 hours`, `every day`. */
export function everyInWords(minutes: number): string {
	for (const [size, unit] of [
		[1440, 'day'],
		[60, 'hour'],
	] as const) {
		if (minutes % size !== 0) continue;
		return minutes === size ? `every ${unit}` : `every ${minutes / size} ${unit}s`;
	}
	return minutes === 1 ? 'every minute' : `every ${minutes} minutes`;
}
