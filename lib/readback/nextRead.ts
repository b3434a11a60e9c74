const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** After this time a post is read for the last time. */
const lastAgeMs = 90 * dayMs;

/** How long after a look the next one comes, by the post's age at that look: most of what a Short gets, it gets early. */
const gaps = [
	{ untilAgeMs: hourMs, gapMs: hourMs },
	{ untilAgeMs: 4 * hourMs, gapMs: 3 * hourMs },
	{ untilAgeMs: 10 * hourMs, gapMs: 6 * hourMs },
	{ untilAgeMs: 22 * hourMs, gapMs: 12 * hourMs },
	{ untilAgeMs: 8 * dayMs, gapMs: dayMs },
	{ untilAgeMs: lastAgeMs, gapMs: 7 * dayMs },
];

export const usualFirstGapMs = hourMs;

/** How often 14ms looks which posts are due. */
export const readEveryMs = 15 * 60_000;

/**
 * In how many milliseconds the numbers of a post of this age are read again; null: never. The last look is when the post
 * is 90 days old.
 * @param firstGapMs the first gap, to which all others and the ages are in proportion (tests have no hours)
 */
export function nextReadInMs(ageMs: number, firstGapMs = usualFirstGapMs): number | null {
	const scale = firstGapMs / hourMs;
	const age = ageMs / scale;
	const step = gaps.find(({ untilAgeMs }) => age < untilAgeMs);
	if (!step) return null;
	const gapMs = Math.min(step.gapMs, Math.max(lastAgeMs - age, 0));
	return Math.max(1, Math.round(gapMs * scale));
}

/** A post older than this is not read any more: a week is left for the last look. */
export function readForMs(firstGapMs = usualFirstGapMs): number {
	return ((lastAgeMs + 7 * dayMs) / hourMs) * firstGapMs;
}
