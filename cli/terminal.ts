/** Lines for the person at the terminal; logs go through services/createLog.ts. */
export function say(line = ''): void {
	process.stdout.write(`${line}\n`);
}

/** Resolves at the first SIGINT, SIGTERM or SIGHUP; a second SIGINT ends the process at once. */
export function untilStopped(): Promise<NodeJS.Signals> {
	return new Promise((resolve) => {
		let isAsked = false;
		const onSignal = (signal: NodeJS.Signals): void => {
			if (isAsked && signal === 'SIGINT') process.exit(130);
			isAsked = true;
			resolve(signal);
		};
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
	});
}
