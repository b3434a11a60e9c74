/** YouTube has nothing older, Postgres takes no year after 9999, and days are added to what is told. */
const [earliestMs, endMs] = [0, Date.UTC(9999, 0)];

/** What a source tells as a time; null where it tells none, or nonsense. */
export function instantMs(text: string | null): number | null {
	return sound(text === null ? NaN : Date.parse(text));
}

/** The same, as ISO in UTC. */
export function instantIso(text: string | null): string | null {
	return isoOf(instantMs(text));
}

/** The same of seconds since 1970. */
export function isoOfSeconds(seconds: number | null | undefined): string | null {
	return isoOf(sound((seconds ?? NaN) * 1000));
}

/** NaN is in no range. */
function sound(atMs: number): number | null {
	return atMs >= earliestMs && atMs < endMs ? atMs : null;
}

function isoOf(atMs: number | null): string | null {
	return atMs === null ? null : new Date(atMs).toISOString();
}
