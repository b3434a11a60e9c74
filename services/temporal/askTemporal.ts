import {
	type Client,
	ScheduleNotFoundError,
	WorkflowExecutionAlreadyStartedError,
	WorkflowNotFoundError,
} from '@temporalio/client';
import { Problem } from '../../lib/errors';

/** Longer than a restart of the embedded server, shorter than a browser's patience. */
const deadlineMs = 5_000;

export interface AskTemporal {
	/** Problem temporal_unavailable when there is no answer in time; what is no trouble is thrown as it is. */
	answer: <T>(call: () => Promise<T>, withinMs?: number) => Promise<T>;
	/** The same, when it does not matter that it was started before, has ended since, or is gone. */
	ask: (call: () => Promise<unknown>) => Promise<void>;
}

export function askTemporal(client: Client): AskTemporal {
	const answer: AskTemporal['answer'] = async (call, withinMs = deadlineMs) => {
		try {
			return await client.withDeadline(Date.now() + withinMs, call);
		} catch (error) {
			if (isNoTrouble(error)) throw error;
			throw new Problem(
				'temporal_unavailable',
				'Temporal does not answer: nothing is lost, it goes on as soon as the server is back.',
			);
		}
	};
	return {
		answer,
		ask: (call) =>
			answer(call).then(
				() => undefined,
				(error: unknown) => {
					if (!isNoTrouble(error)) throw error;
				},
			),
	};
}

/** Started before, or ended since: Temporal answers. */
function isNoTrouble(error: unknown): boolean {
	return (
		error instanceof WorkflowExecutionAlreadyStartedError ||
		error instanceof WorkflowNotFoundError ||
		error instanceof ScheduleNotFoundError
	);
}
