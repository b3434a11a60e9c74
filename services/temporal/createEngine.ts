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

/** Temporal as the web service uses it. Every call ends within 5 s; `close` closes the client's connection. */
export function createEngine({ client, taskQueue }: { client: Client; taskQueue: string }): Engine {
	const ask = async (call: () => Promise<unknown>): Promise<void> => {
		try {
			await client.withDeadline(Date.now() + deadlineMs, call);
		} catch (error) {
			if (error instanceof WorkflowExecutionAlreadyStartedError) return;
			if (error instanceof WorkflowNotFoundError) return;
			throw new Problem(
				'temporal_unavailable',
				'Temporal does not answer: nothing is lost, it goes on as soon as the server is back.',
			);
		}
	};
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
		nudge: (repostId, attempt) =>
			ask(() =>
				client.workflow.getHandle(workflowId(repostId, attempt)).signal('ledgerChanged'),
			),
		tiktokSaid: (repostId, attempt) =>
			ask(() =>
				client.workflow.getHandle(workflowId(repostId, attempt)).signal('tiktokSaid'),
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
		ping: () =>
			ask(() =>
				client.workflowService.describeNamespace({ namespace: client.options.namespace }),
			),
		close: () => client.connection.close(),
	};
}
