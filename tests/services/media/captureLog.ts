import type { Log } from '../../../services/log';

/** A log that keeps its lines. */
export function captureLog(): { log: Log; lines: { facts: object; message: string }[] } {
	const lines: { facts: object; message: string }[] = [];
	const keep = (facts: object, message: string): void => void lines.push({ facts, message });
	return { log: { info: keep, warn: keep, error: keep }, lines };
}
