const hourMs = 3_600_000;
const californian = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles' });

/** When the Data API's quota begins anew: the next midnight in California. */
export function nextPacificMidnight(now: Date): Date {
	const today = californian.format(now);
	// Midnight is at a whole hour of UTC, also where the clocks have changed in the night.
	let next = Math.floor(now.getTime() / hourMs) * hourMs;
	do next += hourMs;
	while (californian.format(next) === today);
	return new Date(next);
}
