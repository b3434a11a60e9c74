/** For people, e.g. `2026-11-24`: the day of a moment (a date, milliseconds or ISO) in UTC. */
export function utcDay(at: Date | number | string): string {
	return new Date(at).toISOString().slice(0, 10);
}
