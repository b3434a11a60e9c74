import { ApplicationFailure, CancelledFailure, Context } from '@temporalio/activity';

const shortestMs = 1_000;
const longestMs = 30_000;

/**
 * For a step whose retry policy always waits the same short time, so that a killed worker's share is taken up at once
 * however often workers are killed: what the step itself says to have failed waits longer each time.
 */
export async function steppingBack<T>(work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof CancelledFailure || isTold(error)) throw error;
		const { attempt } = Context.current().info;
		const nextRetryDelay = Math.min(longestMs, shortestMs * 2 ** (attempt - 1));
		throw ApplicationFailure.fromError(error, { nextRetryDelay });
	}
}

function isTold(error: unknown): boolean {
	if (!(error instanceof ApplicationFailure)) return false;
	return error.nonRetryable === true || (error.nextRetryDelay ?? null) !== null;
}
