import { settleMs } from '../tellShort';
import type { Look } from './look';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

export interface Patience {
	/** For how long, from when it was first seen, published or begun, whichever was last. */
	windowMs: number;
	firstGapMs: number;
	longestGapMs: number;
	/** Gaps grow with the looks, or with the time that has passed. */
	gap?: 'byLooks' | 'byTime';
}

/** For facts that come by themselves. */
export const aDay: Patience = {
	...{ windowMs: settleMs, firstGapMs: 5 * minuteMs, longestGapMs: 4 * 60 * minuteMs },
};
/** For what a creator may do later: make it public. */
export const aWeek: Patience = {
	...{ windowMs: 7 * dayMs, firstGapMs: 15 * minuteMs, longestGapMs: dayMs / 2 },
};

/** For a stream, which may never end. */
export const untilItEnds: Patience = {
	...{ windowMs: 14 * dayMs, firstGapMs: 15 * minuteMs, longestGapMs: 60 * minuteMs },
};
/** For what should have begun: however often it was looked at before, soon after its time. */
export const untilItBegins: Patience = {
	...{ windowMs: 14 * dayMs, firstGapMs: 5 * minuteMs, longestGapMs: dayMs },
	gap: 'byTime',
};

/** When to look again, with gaps that grow, and until when at the latest; null: it was looked at for long enough. */
export function lookAgain(
	look: Look,
	patience: Patience,
): { againMs: number; untilMs: number } | null {
	const { nowMs, looks } = look;
	const fromMs = beginningOf(look);
	const untilMs = fromMs + patience.windowMs;
	const gapMs =
		patience.gap === 'byTime'
			? Math.max(patience.firstGapMs, nowMs - fromMs)
			: patience.firstGapMs * 2 ** Math.min(looks, 20);
	const againMs = nowMs + Math.min(gapMs, patience.longestGapMs);
	if (nowMs < untilMs) return { againMs: Math.min(againMs, untilMs), untilMs };
	// Seen for the first time after a long downtime, it still gets a second look.
	return looks === 0 ? { againMs, untilMs: againMs } : null;
}

/** Times in the future are not beginnings yet. */
function beginningOf({ nowMs, firstSeenMs, publishedMs, startsMs }: Look): number {
	const times = [firstSeenMs, publishedMs, startsMs].filter((atMs) => atMs !== null);
	return Math.max(...times.filter((atMs) => atMs <= nowMs), Math.min(firstSeenMs, nowMs));
}
