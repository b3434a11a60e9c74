import { maxFps, minFps } from './tikTokMediaRules';

/** Rates are measured from timestamps, which a container may have rounded to milliseconds. */
const measuringErrorFps = 0.05;

export function isFpsTaken(fps: number): boolean {
	return fps >= minFps - measuringErrorFps && fps <= maxFps + measuringErrorFps;
}

/**
 * The frame rate to make, null to keep the source's. Slow video shows each frame the same whole number of times
 * (15 → 30, 10 → 30), so that it moves as evenly as before; fast video comes down to 60.
 */
export function targetFps(fps: number): number | null {
	if (isFpsTaken(fps)) return null;
	if (fps > maxFps) return maxFps;
	const repeated = fps * Math.ceil(minFps / fps);
	return repeated > 0 && repeated <= maxFps ? Math.round(repeated * 1000) / 1000 : 30;
}
