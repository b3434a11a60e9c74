/** What a source tells as a time; null where it tells none, or nonsense. */
export function instantMs(text: string | null): number | null {
	const atMs = text === null ? NaN : Date.parse(text);
	return Number.isNaN(atMs) ? null : atMs;
}

/** The same, as ISO in UTC. */
export function instantIso(text: string | null): string | null {
	const atMs = instantMs(text);
	return atMs === null ? null : new Date(atMs).toISOString();
}
