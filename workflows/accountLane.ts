import {
	condition,
	continueAsNew,
	defineSignal,
	proxyActivities,
	setHandler,
	sleep,
	workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities';

/** "Somebody waits, a slot is free, or the schedule has changed." */
export const laneChanged = defineSignal('laneChanged');

/** For a change that nobody told us of. */
const lookEveryMs = 30 * 60_000;
/** A thousand who ask within a minute are answered together. */
const gapMs = 1_000;

const { handOutSlots } = proxyActivities<Activities>({
	startToCloseTimeout: '1m',
	retry: { initialInterval: '500ms', maximumInterval: '30s' },
});

/**
 * Hands out the slots of one account for as long as anybody waits. What is decided on lives in the store, so that
 * nothing is lost with this workflow, and its history stays short.
 */
export async function accountLane(account: { accountId: string }): Promise<void> {
	let changes = 0;
	setHandler(laneChanged, () => {
		changes++;
	});

	while (!workflowInfo().continueAsNewSuggested) {
		const seen = changes;
		const { waiting, inMs } = await handOutSlots(account);
		const decidedAtMs = Date.now();
		if (waiting === 0 && changes === seen) return;
		const untilMs = Math.min(inMs ?? lookEveryMs, lookEveryMs);
		await condition(() => changes > seen, Math.max(1, untilMs));
		const restMs = decidedAtMs + gapMs - Date.now();
		if (restMs > 0) await sleep(restMs);
	}
	await continueAsNew<typeof accountLane>(account);
}
