import type { Problem } from '../../lib/errors';
import { problemOf } from '../problemOf';

/** What a person can act on is told on the page they are on; what is not there has a page of its own. */
export async function orTrouble(
	act: () => Promise<Response>,
	otherwise: (problem: Problem) => Response | Promise<Response>,
): Promise<Response> {
	try {
		return await act();
	} catch (error) {
		const problem = problemOf(error);
		if (!problem || problem.code === 'not_found') throw error;
		return otherwise(problem);
	}
}
