import {
	ActivityFailure,
	type Client,
	TimeoutFailure,
	WorkflowFailedError,
} from '@temporalio/client';
import { shortWorkflows } from '../../../services/temporal/shortWorkflows';

/** A Temporal whose workflows end so. */
function failing(cause: Error): Pick<Client, 'withDeadline' | 'workflow'> {
	const failed = new WorkflowFailedError('Workflow execution failed', cause, 'TIMEOUT');
	return {
		withDeadline: (_deadline, work) => work(),
		workflow: { execute: () => Promise.reject(failed) } as unknown as Client['workflow'],
	};
}

const late = (type: ConstructorParameters<typeof TimeoutFailure>[2]) =>
	new TimeoutFailure('late', undefined, type);
const ofActivity = (cause: Error) =>
	new ActivityFailure('failed', 'findChannel', '1', 'TIMEOUT', 'a worker', cause);
const ask = (cause: Error) =>
	shortWorkflows(failing(cause) as Client, 'q', 1_000).lookUpChannel({
		...{ kind: 'handle', handle: 'ana' },
	});

test.each(['START_TO_CLOSE', 'SCHEDULE_TO_CLOSE'] as const)(
	'what a worker asked YouTube and got no answer to (%s) is YouTube’s slowness',
	async (type) => {
		await expect(ask(ofActivity(late(type)))).rejects.toMatchObject({
			code: 'youtube_try_later',
			message: 'YouTube took too long to answer: try again in a few minutes.',
		});
	},
);

test.each([
	['that nobody took up in time', ofActivity(late('SCHEDULE_TO_START'))],
	['whose worker is heard of no more', ofActivity(late('HEARTBEAT'))],
	['of a workflow that nobody ran', late('START_TO_CLOSE')],
])('a question %s lacks a worker', async (_, cause) => {
	await expect(ask(cause)).rejects.toMatchObject({
		code: 'temporal_unavailable',
		message: expect.stringMatching(/^No worker has answered within 1 s/) as string,
	});
});
