import { condition, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
import type { Activities } from '../activities';

/** "There may be something to deliver." */
export const deliveryDue = defineSignal('deliveryDue');

/** Web reminds us when it is time; these looks are for reminders that got lost, and for short reposts. */
const firstLookMs = 2_000;
const slowestLookMs = 10 * 60_000;
/** A caller that is down is tried for so long after its time. */
const patienceMs = 24 * 3_600_000;

const { readCallback, giveUpCallback } = proxyActivities<Activities>({
	startToCloseTimeout: '30s',
	retry: { initialInterval: '500ms', maximumInterval: '10s' },
});

/** Waits until the reposts of a callback are settled or its time is up, then calls until somebody answers. */
export async function deliverCallback({ callbackId }: { callbackId: string }): Promise<void> {
	let reminders = 0;
	setHandler(deliveryDue, () => {
		reminders++;
	});

	for (let lookMs = firstLookMs; ; lookMs = Math.min(lookMs * 2, slowestLookMs)) {
		const seen = reminders;
		const { isOver, isSettled, untilMs } = await readCallback({ callbackId });
		if (isOver) return;
		const leftMs = untilMs - Date.now();
		if (isSettled || leftMs <= 0) break;
		await condition(() => reminders > seen, Math.max(1, Math.min(lookMs, leftMs)));
	}

	const { postCallback } = proxyActivities<Activities>({
		startToCloseTimeout: '1m',
		scheduleToCloseTimeout: patienceMs,
		retry: { initialInterval: '1s', backoffCoefficient: 1.5, maximumInterval: '1m' },
	});
	await postCallback({ callbackId }).catch(() => giveUpCallback({ callbackId }));
}
