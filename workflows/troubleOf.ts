import { ActivityFailure, ApplicationFailure, isCancellation } from '@temporalio/workflow';
import type { Trouble } from '../lib/posting/trouble';

/** What an activity's failure means; a cancellation is thrown on. */
export function troubleOf(error: unknown): Trouble {
	if (isCancellation(error)) throw error;
	const cause = error instanceof ActivityFailure ? error.cause : error;
	if (cause instanceof ApplicationFailure) {
		const [trouble] = (cause.details ?? []) as [Trouble?];
		if (trouble) return trouble;
	}
	return {
		code: 'internal',
		sentence:
			'Something unexpected happened and nothing was posted. Look at the log of the worker, then retry.',
		then: 'fail',
	};
}
