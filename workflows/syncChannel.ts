import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities';
import type { SyncRef, SyncTrouble } from '../activities/syncLook';
import { troubleOf } from './troubleOf';

/** A channel of ten thousand videos has no more. */
const mostBatches = 500;

const { lookForShorts, decideShorts } = proxyActivities<Activities>({
	// A whole channel may be read.
	startToCloseTimeout: '15m',
	// A killed worker's share is taken up again after this.
	heartbeatTimeout: '10s',
	retry: { initialInterval: '2s', maximumInterval: '1m', maximumAttempts: 6 },
});
const { requestShorts } = proxyActivities<Activities>({
	startToCloseTimeout: '1m',
	retry: { initialInterval: '1s', maximumInterval: '30s', maximumAttempts: 20 },
});
const { finishSyncRun } = proxyActivities<Activities>({
	startToCloseTimeout: '10s',
	retry: { initialInterval: '500ms', maximumInterval: '30s' },
});

/**
 * One look at one channel, started by its Schedule: what is new, what of it is taken, whose turn it is. All that it
 * knows is in the store, so that every look goes on where the last one ended, however that was. A look that finds
 * nothing is one activity. Not a local one: that would halve Temporal's work, but hold a workflow's place for as long as
 * YouTube takes to answer, and reposts would wait for it.
 */
export async function syncChannel(sync: SyncRef): Promise<void> {
	let error: SyncTrouble | null = null;
	const tried = async <T>(step: () => Promise<T>): Promise<T | null> => {
		try {
			return await step();
		} catch (thrown) {
			const { code, sentence } = troubleOf(thrown);
			error ??= { code, message: sentence };
			return null;
		}
	};

	const look = await tried(() => lookForShorts(sync));
	if (look?.isOver) return;
	error ??= look?.error ?? null;
	const startedAtMs = look?.startedAtMs ?? workflowInfo().startTime.getTime();
	if (look && (look.isDue || look.isWaiting)) {
		let isDue = look.isDue;
		for (let n = 0; isDue && n < mostBatches; n++) {
			isDue = (await tried(() => decideShorts(sync)))?.isDue ?? false;
		}
		const requested = await tried(() => requestShorts({ ...sync, startedAtMs }));
		error ??= requested?.error ?? null;
	} else if (!error) return;
	await finishSyncRun({ ...sync, startedAtMs, sources: look?.sources ?? [], error });
}
