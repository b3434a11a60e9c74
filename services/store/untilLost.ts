import { Problem } from '../../lib/errors';
import type { DataDirLock } from './lockDataDir';

const lookEveryMs = 500;

/** Resolves, with the problem to tell, once the locked data folder is lost. Keeps no process running. */
export function untilLost(lock: Pick<DataDirLock, 'check'>): Promise<Problem> {
	return new Promise((resolve) => {
		const timer = setInterval(() => {
			try {
				lock.check();
			} catch (error) {
				// A folder that cannot be looked at for a while is not lost.
				if (!(error instanceof Problem)) return;
				clearInterval(timer);
				resolve(error);
			}
		}, lookEveryMs);
		timer.unref();
	});
}
