const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/**
 * How long to wait before TikTok is asked again, `waitedMs` after the first question: from `firstMs` on growing by half,
 * at most a minute in the first hour, ten minutes on the first day, an hour later. TikTok promises no upper bound.
 */
export function pollGapMs(waitedMs: number, firstMs: number): number {
	const growing = Math.max(firstMs, waitedMs / 2);
	const longest = waitedMs < hourMs ? minuteMs : waitedMs < 24 * hourMs ? 10 * minuteMs : hourMs;
	return Math.round(Math.min(growing, longest));
}

/** After this long without an outcome a person is told; asking goes on. */
export const tellAfterMs = 6 * hourMs;

/** After this long we stop asking. */
export const giveUpAfterMs = 30 * 24 * hourMs;

/** A public post gets its link after TikTok's moderation, usually within a minute, at times after hours. */
export const linkWithinMs = 48 * hourMs;
