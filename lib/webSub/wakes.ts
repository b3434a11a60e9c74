/** What has been heard of a channel and not been found by its syncs yet. */
export interface Heard {
	videoIds: ReadonlySet<string>;
	/** When its syncs were last told to look; null: not in a while. */
	wokenAtMs: number | null;
	/** How often they were, for these. */
	wakes: number;
}

const minuteMs = 60_000;
/** A push may come before YouTube's lists have the video; what they hide for longer is left to the usual looks. */
const waitsMs = [minuteMs, 4 * minuteMs, 15 * minuteMs] as const;
/** More than a channel publishes in a quarter of an hour; keeps memory small. */
export const mostHeard = 100;

/** When the syncs of a channel are told to look (again): at once, then at most once a minute. Null: no more. */
export function nextWakeMs({ videoIds, wokenAtMs, wakes }: Heard, nowMs: number): number | null {
	if (videoIds.size === 0) return null;
	if (wokenAtMs === null) return nowMs;
	const wait = waitsMs[Math.max(wakes, 1) - 1];
	return wait === undefined ? null : wokenAtMs + wait;
}

/** Nothing is left to do, and nothing to be remembered. */
export function isSettled(heard: Heard, nowMs: number): boolean {
	const { wokenAtMs } = heard;
	return (
		nextWakeMs(heard, nowMs) === null && (wokenAtMs === null || nowMs >= wokenAtMs + minuteMs)
	);
}
