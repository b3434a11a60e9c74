import { Problem } from '../../lib/errors';

/** Why this was refused. */
export function problemOf(act: () => unknown): Problem {
	try {
		act();
	} catch (error) {
		if (error instanceof Problem) return error;
		throw error;
	}
	throw new Error('It was not refused.');
}
