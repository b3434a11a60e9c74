import type { TransferTimeouts } from './putChunk';

/** Aborts its signal when bytes stop moving, when no answer follows them, or when the whole takes too long. */
export function startWatchdog({ stallMs, answerMs, totalMs }: TransferTimeouts) {
	const controller = new AbortController();
	const bite = () => controller.abort();
	const total = setTimeout(bite, totalMs);
	let quiet = setTimeout(bite, stallMs);
	return {
		signal: controller.signal,
		moved: () => restart(stallMs),
		waitForAnswer: () => restart(answerMs),
		stop() {
			clearTimeout(total);
			clearTimeout(quiet);
		},
	};

	function restart(afterMs: number): void {
		clearTimeout(quiet);
		quiet = setTimeout(bite, afterMs);
	}
}
