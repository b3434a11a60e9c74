/** `isFirst`: somebody waits for it, so that it comes before whatever may wait. */
type InTurn = <T>(
	signal: AbortSignal,
	work: () => Promise<T>,
	how?: { isFirst?: boolean },
) => Promise<T>;

interface Waiting {
	isFirst: boolean;
	start(): void;
}

/** Runs at most so many pieces of work at a time; others wait in order, and give up at an abort. */
export function createTurns(atOnce: number): InTurn {
	let running = 0;
	const waiting: Waiting[] = [];

	return async (signal, work, { isFirst = false } = {}) => {
		signal.throwIfAborted();
		if (running >= atOnce) await turn(signal, isFirst);
		else running += 1;
		try {
			return await work();
		} finally {
			const next = waiting.shift();
			if (next) next.start();
			else running -= 1;
		}
	};

	/** Resolves with the place of one that has ended. */
	function turn(signal: AbortSignal, isFirst: boolean): Promise<void> {
		return new Promise((resolve, reject) => {
			const entry: Waiting = {
				isFirst,
				start() {
					signal.removeEventListener('abort', leave);
					resolve();
				},
			};
			const leave = (): void => {
				const place = waiting.indexOf(entry);
				if (place >= 0) waiting.splice(place, 1);
				reject(signal.reason instanceof Error ? signal.reason : new Error('Aborted'));
			};
			signal.addEventListener('abort', leave, { once: true });
			const behind = isFirst ? waiting.findIndex((other) => !other.isFirst) : -1;
			waiting.splice(behind < 0 ? waiting.length : behind, 0, entry);
		});
	}
}
