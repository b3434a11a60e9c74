/** When a sync looks: every so often, at a moment of its own, so that ten thousand do not look at once. */
interface Rhythm {
	everyMs: number;
	/** Where in the interval, counted from 1970. */
	offsetMs: number;
	/** Each look comes up to so much later. */
	jitterMs: number;
	/** How late a look that was missed is still made up for: the last one before, and no more. */
	catchUpMs: number;
}

export function rhythmOf(syncId: string, everyMinutes: number): Rhythm {
	const everyMs = everyMinutes * 60_000;
	const jitterMs = Math.floor(everyMs / 10);
	const offsetMs = Math.floor((hash(syncId) * everyMs) / 1_000) * 1_000;
	return { everyMs, offsetMs, jitterMs, catchUpMs: everyMs + 2 * jitterMs };
}

/** When it looks next, but for the jitter, which only Temporal knows. */
export function nextLookMs(syncId: string, everyMinutes: number, nowMs: number): number {
	const { everyMs, offsetMs } = rhythmOf(syncId, everyMinutes);
	return Math.ceil((nowMs - offsetMs) / everyMs) * everyMs + offsetMs;
}

/** FNV-1a, as a fraction from 0 to 1. */
function hash(text: string): number {
	let value = 0x811c9dc5;
	for (let n = 0; n < text.length; n++) {
		value = Math.imul(value ^ text.charCodeAt(n), 0x01000193) >>> 0;
	}
	return value / 2 ** 32;
}
