import { processEnvironment } from '../services/config';
import { npxWatch } from './npxWatch';

/** Lines for the person at the terminal; logs go through services/createLog.ts. */
export function say(line = ''): void {
	process.stdout.write(`${line}\n`);
}

const lookEveryMs = 500;

/**
 * Resolves, with the reason in a word, at the first SIGINT, SIGTERM or SIGHUP, or when the npx that started us has ended;
 * a second SIGINT ends the process at once.
 */
export function untilStopped(): Promise<string> {
	return new Promise((resolve) => {
		let isAsked = false;
		const onSignal = (signal: NodeJS.Signals): void => {
			if (isAsked && signal === 'SIGINT') process.exit(130);
			isAsked = true;
			resolve(signal);
		};
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);

		if (processEnvironment().npm_lifecycle_event !== 'npx') return;
		const isGone = npxWatch();
		const timer = setInterval(() => isGone() && resolve('npx has ended'), lookEveryMs);
		timer.unref();
	});
}

/** Who reads our output may leave first (`| head`): that is no reason to fail. */
export function outliveReaders(): void {
	for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}
