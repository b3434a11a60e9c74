import type { Client } from '@temporalio/client';

import { laneId, linkId, workflowId } from '../../lib/posting/repostId';
import { webSubId } from '../../lib/webSub/webSubId';
import { askTemporal } from './askTemporal';
import type { Engine } from './engine';
import { fateOf } from './fateOf';
import { rememberedLedger, tellOfLedger } from './ledgerMemory';
import { keepReadbackSchedule } from './readbackSchedule';
import { shortWorkflows } from './shortWorkflows';
import { syncSchedules } from './syncSchedules';

interface Place {
	client: Client;
	taskQueue: string;
	/** How long a worker may take for a question; default 60 s. */
	answerWithinMs?: number;
}

/**
 * Temporal as the web service uses it. Every call ends within 5 s, but for questions that a worker answers; `close`
 * closes the client's connection.
 */
export function createEngine({ client, taskQueue, answerWithinMs }: Place): Engine {
	const asking = askTemporal(client);
	const { answer, ask } = asking;
	return {
		...syncSchedules(client, taskQueue, asking),
		...shortWorkflows(client, taskQueue, answerWithinMs),
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
		startWebSub: (channelId) =>
			ask(() =>
				client.workflow.start('keepWebSub', {
					...{ taskQueue, workflowId: webSubId(channelId), args: [{ channelId }] },
					workflowIdConflictPolicy: 'USE_EXISTING',
				}),
			),
		tellWebSub: (channelId) =>
			ask(() => client.workflow.getHandle(webSubId(channelId)).signal('webSubChanged')),
		keepReadback: (everyMs) => ask(() => keepReadbackSchedule(client, taskQueue, everyMs)),
		ping: () =>
			ask(() =>
				client.workflowService.describeNamespace({ namespace: client.options.namespace }),
			),
		close: () => client.connection.close(),
	};
}
