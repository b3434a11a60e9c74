import {
	type Client,
	WorkflowExecutionAlreadyStartedError,
	WorkflowNotFoundError,
} from '@temporalio/client';

import { Problem } from '../../lib/errors';
import { laneId, linkId, workflowId } from '../../lib/posting/repostId';
import type { Engine } from './engine';
import { fateOf } from './fateOf';
import { rememberedLedger, tellOfLedger } from './ledgerMemory';
import { keepReadbackSchedule } from './readbackSchedule';

/** Longer than a restart of the embedded server, shorter than a browser's patience. */
const deadlineMs = 5000;

/** Temporal as the web service uses it. Every call ends within 5 s; `close` closes the client's connection. */
export function createEngine({ client, taskQueue }: { client: Client; taskQueue: string }): Engine {
	const answer = async <T>(call: () => Promise<T>): Promise<T> => {
		try {
			return await client.withDeadline(Date.now() + deadlineMs, call);
		} catch (error) {
			if (isNoTrouble(error)) throw error;
			throw new Problem(
				'temporal_unavailable',
				'Temporal does not answer: nothing is lost, it goes on as soon as the server is back.',
			);
		}
	};
	const ask = (call: () => Promise<unknown>): Promise<void> =>
		answer(call).then(
			() => undefined,
			(error: unknown) => {
				if (!isNoTrouble(error)) throw error;
			},
		);
	return {
		startRepost: (repostId, attempt) =>
			ask(() =>
				client.workflow.start('repostShort', {
					taskQueue,
					workflowId: workflowId(repostId, attempt),
					workflowIdConflictPolicy: 'USE_EXISTING',
					workflowIdReusePolicy: 'REJECT_DUPLICATE',
					args: [{ repostId, attempt }],
				}),
			),
		followLink: (repostId, attempt) =>
			ask(() =>
				client.workflow.start('followLink', {
					taskQueue,
					workflowId: linkId(repostId, attempt),
					workflowIdConflictPolicy: 'USE_EXISTING',
					workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
					args: [{ repostId, attempt }],
				}),
			),
		nudge: (repostId, attempt) =>
			ask(() =>
				client.workflow.getHandle(workflowId(repostId, attempt)).signal('ledgerChanged'),
			),
		tiktokSaid: (repostId, attempt) =>
			ask(() =>
				client.workflow.getHandle(workflowId(repostId, attempt)).signal('tiktokSaid'),
			),
		fateOf: (repostId, attempt) => answer(() => fateOf(client, workflowId(repostId, attempt))),
		rememberedLedger: () => answer(() => rememberedLedger(client)),
		tellOfLedger: (mark) => ask(() => tellOfLedger(client, taskQueue, mark)),
		wakeLane: (accountId) =>
			ask(() =>
				client.workflow.signalWithStart('accountLane', {
					...{ taskQueue, workflowId: laneId(accountId), args: [{ accountId }] },
					...{ signal: 'laneChanged', signalArgs: [] },
				}),
			),
		startLane: (accountId) =>
			ask(() =>
				client.workflow.start('accountLane', {
					...{ taskQueue, workflowId: laneId(accountId), args: [{ accountId }] },
					workflowIdConflictPolicy: 'USE_EXISTING',
				}),
			),
		startDelivery: (kind, id) =>
			ask(() =>
				client.workflow.start(kind === 'callback' ? 'deliverCallback' : 'deliverEvents', {
					taskQueue,
					workflowId: id,
					workflowIdConflictPolicy: 'USE_EXISTING',
					workflowIdReusePolicy: 'REJECT_DUPLICATE',
					args: [kind === 'callback' ? { callbackId: id } : { hookId: id }],
				}),
			),
		nudgeDelivery: (_kind, id) =>
			ask(() => client.workflow.getHandle(id).signal('deliveryDue')),
		keepReadback: (everyMs) => ask(() => keepReadbackSchedule(client, taskQueue, everyMs)),
		ping: () =>
			ask(() =>
				client.workflowService.describeNamespace({ namespace: client.options.namespace }),
			),
		close: () => client.connection.close(),
	};
}

/** Started before, or ended since: Temporal answers. */
function isNoTrouble(error: unknown): boolean {
	return (
		error instanceof WorkflowExecutionAlreadyStartedError ||
		error instanceof WorkflowNotFoundError
	);
}
