import { Problem } from '../../lib/errors';

/** The code of the Problem that `work` throws; fails when it throws none. */
export function codeOf(work: () => unknown): string {
	try {
		work();
	} catch (error) {
		if (error instanceof Problem) return error.code;
		throw error;
	}
	throw new Error('No Problem was thrown.');
}
