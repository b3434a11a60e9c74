/** Seconds of an ISO 8601 duration as the Data API writes it (`PT1M5S`, `P1DT2H`, `P0D`); null for anything else. */
export function secondsOfIsoDuration(text: string): number | null {
	const match = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(
		text,
	);
	if (!match || text === 'P' || text.endsWith('T')) return null;
	const [weeks, days, hours, minutes, seconds] = match
		.slice(1)
		.map((part: string | undefined) => Number(part ?? 0));
	return (
		(weeks ?? 0) * 604_800 +
		(days ?? 0) * 86_400 +
		(hours ?? 0) * 3600 +
		(minutes ?? 0) * 60 +
		(seconds ?? 0)
	);
}
