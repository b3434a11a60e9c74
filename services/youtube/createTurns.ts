/** Runs at most so many pieces of work at a time; others wait in order, and give up at an abort. */
export function createTurns(
	atOnce: number,
): <T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T> {
	let running = 0;
	const waiting: (() => void)[] = [];

	return async (signal, work) => {
		signal.throwIfAborted();
		if (running >= atOnce) await turn(signal);
		else running += 1;
		try {
			return await work();
		} finally {
			const next = waiting.shift();
			if (next) next();
			else running -= 1;
		}
	};

	/** Resolves with the place of one that has ended. */
	function turn(signal: AbortSignal): Promise<void> {
		return new Promise((resolve, reject) => {
			const start = (): void => {
				signal.removeEventListener('abort', leave);
				resolve();
			};
			const leave = (): void => {
				const place = waiting.indexOf(start);
				if (place >= 0) waiting.splice(place, 1);
				reject(signal.reason instanceof Error ? signal.reason : new Error('Aborted'));
			};
			signal.addEventListener('abort', leave, { once: true });
			waiting.push(start);
		});
	}
}
