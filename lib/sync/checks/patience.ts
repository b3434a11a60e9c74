import { settleMs } from '../tellShort';
import type { Look } from './look';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

export interface Patience {
	/** For how long, from when it was first seen, published or begun, whichever was last. */
	windowMs: number;
	firstGapMs: number;
	longestGapMs: number;
}

/** For facts that come by themselves. */
export const aDay: Patience = {
	...{ windowMs: settleMs, firstGapMs: 5 * minuteMs, longestGapMs: 4 * 60 * minuteMs },
};
/** For what a creator may do later: make it public. */
export const aWeek: Patience = {
	...{ windowMs: 7 * dayMs, firstGapMs: 15 * minuteMs, longestGapMs: dayMs / 2 },
};

/** When to look again, with gaps that grow, and until when at the latest; null: it was looked at for long enough. */
export function lookAgain(
	look: Look,
	patience: Patience,
): { againMs: number; untilMs: number } | null {
	const { nowMs, looks } = look;
	const untilMs = beginningOf(look) + patience.windowMs;
	const againMs = nowMs + gapMs(looks, patience);
	if (nowMs < untilMs) return { againMs: Math.min(againMs, untilMs), untilMs };
	// Seen for the first time after a long downtime, it still gets a second look.
	return looks === 0 ? { againMs, untilMs: againMs } : null;
}

export function gapMs(
	looks: number,
	{ firstGapMs, longestGapMs }: Omit<Patience, 'windowMs'>,
): number {
	return Math.min(firstGapMs * 2 ** Math.min(looks, 20), longestGapMs);
}

/** Times in the future are not beginnings yet. */
function beginningOf({ nowMs, firstSeenMs, publishedMs, startsMs }: Look): number {
	const times = [firstSeenMs, publishedMs, startsMs].filter((atMs) => atMs !== null);
	return Math.max(...times.filter((atMs) => atMs <= nowMs), Math.min(firstSeenMs, nowMs));
}
