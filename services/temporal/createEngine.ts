import type { Client, WorkflowStartOptions } from '@temporalio/client';
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
			start('repostShort', workflowId(repostId, attempt), { repostId, attempt }, once),
		followLink: (repostId, attempt) =>
			start('followLink', linkId(repostId, attempt), { repostId, attempt }, onceUnlessFailed),
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
		startLane: (accountId) => start('accountLane', laneId(accountId), { accountId }),
		startDelivery: (kind, id) =>
			kind === 'callback'
				? start('deliverCallback', id, { callbackId: id }, once)
				: start('deliverEvents', id, { hookId: id }, once),
		nudgeDelivery: (_kind, id) =>
			ask(() => client.workflow.getHandle(id).signal('deliveryDue')),
		startWebSub: (channelId) => start('keepWebSub', webSubId(channelId), { channelId }),
		tellWebSub: (channelId) =>
			ask(() => client.workflow.getHandle(webSubId(channelId)).signal('webSubChanged')),
		keepReadback: (everyMs) => ask(() => keepReadbackSchedule(client, taskQueue, everyMs)),
		ping: () =>
			ask(() =>
				client.workflowService.describeNamespace({ namespace: client.options.namespace }),
			),
		close: () => client.connection.close(),
	};

	/** One that runs already goes on. */
	function start(
		type: string,
		id: string,
		about: Record<string, unknown>,
		options: Pick<WorkflowStartOptions, 'workflowIdReusePolicy'> = {},
	): Promise<void> {
		return ask(() =>
			client.workflow.start(type, {
				...{ taskQueue, workflowId: id, args: [about] },
				workflowIdConflictPolicy: 'USE_EXISTING',
				...options,
			}),
		);
	}
}

const once = { workflowIdReusePolicy: 'REJECT_DUPLICATE' } as const;
const onceUnlessFailed = { workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY' } as const;
