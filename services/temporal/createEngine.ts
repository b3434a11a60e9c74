import {
	type Client,
	WorkflowExecutionAlreadyStartedError,
	WorkflowNotFoundError,
} from '@temporalio/client';

import { Problem } from '../../lib/errors';
import { workflowId } from '../../lib/posting/repostId';
import type { Engine } from './engine';

/** Longer than a restart of the embedded server, shorter than a browser's patience. */
const deadlineMs = 5000;

const ended = new Set(['COMPLETED', 'FAILED', 'CANCELLED', 'TERMINATED', 'TIMED_OUT']);

/** Temporal as the web service uses it. Every call ends within 5 s; `close` closes the client's connection. */
export function createEngine({ client, taskQueue }: { client: Client; taskQueue: string }): Engine {
	/** Undefined when it is there already, or not there. */
	const ask = async <T>(call: () => Promise<T>): Promise<T | undefined> => {
		try {
			return await client.withDeadline(Date.now() + deadlineMs, call);
		} catch (error) {
			if (error instanceof WorkflowExecutionAlreadyStartedError) return undefined;
			if (error instanceof WorkflowNotFoundError) return undefined;
			throw new Problem(
				'temporal_unavailable',
				'Temporal does not answer: nothing is lost, it goes on as soon as the server is back.',
			);
		}
	};
	const tell = async (call: () => Promise<unknown>): Promise<void> => {
		await ask(call);
	};
	return {
		startRepost: (repostId, attempt) =>
			tell(() =>
				client.workflow.start('repostShort', {
					taskQueue,
					workflowId: workflowId(repostId, attempt),
					workflowIdConflictPolicy: 'USE_EXISTING',
					workflowIdReusePolicy: 'REJECT_DUPLICATE',
					args: [{ repostId, attempt }],
				}),
			),
		nudge: (repostId, attempt) =>
			tell(() =>
				client.workflow.getHandle(workflowId(repostId, attempt)).signal('ledgerChanged'),
			),
		hasEnded: async (repostId, attempt) => {
			const handle = client.workflow.getHandle(workflowId(repostId, attempt));
			const status = (await ask(() => handle.describe()))?.status.name;
			return status !== undefined && ended.has(status);
		},
		startDelivery: (kind, id) =>
			tell(() =>
				client.workflow.start(kind === 'callback' ? 'deliverCallback' : 'deliverEvents', {
					taskQueue,
					workflowId: id,
					workflowIdConflictPolicy: 'USE_EXISTING',
					workflowIdReusePolicy: 'REJECT_DUPLICATE',
					args: [kind === 'callback' ? { callbackId: id } : { hookId: id }],
				}),
			),
		nudgeDelivery: (_kind, id) =>
			tell(() => client.workflow.getHandle(id).signal('deliveryDue')),
		ping: () =>
			tell(() =>
				client.workflowService.describeNamespace({ namespace: client.options.namespace }),
			),
		close: () => client.connection.close(),
	};
}
