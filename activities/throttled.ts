const everyMs = 500;

/** Calls `write` at most twice a second, with the latest values; a progress bar that cannot be written is no error. */
export function throttled<A extends unknown[]>(
	write: (...args: A) => Promise<void>,
): (...args: A) => void {
	let lastMs = 0;
	return (...args) => {
		const nowMs = Date.now();
		if (nowMs - lastMs < everyMs) return;
		lastMs = nowMs;
		write(...args).catch(() => undefined);
	};
}
