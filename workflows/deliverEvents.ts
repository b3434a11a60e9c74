import {
	condition,
	continueAsNew,
	proxyActivities,
	setHandler,
	workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities';
import { deliveryDue } from './deliverCallback';

/** Web reminds us of news; this look is for reminders that got lost. */
const lookEveryMs = 10 * 60_000;

const { postEvents } = proxyActivities<Activities>({
	startToCloseTimeout: '10m',
	// A receiver that is down has three days to come back, then its oldest event is left out.
	scheduleToCloseTimeout: '3d',
	retry: { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '1h' },
});
const { skipEvent } = proxyActivities<Activities>({
	startToCloseTimeout: '30s',
	retry: { initialInterval: '500ms', maximumInterval: '10s' },
});

/** One webhook's deliveries, in order, for as long as it exists. */
export async function deliverEvents(hook: { hookId: string }): Promise<void> {
	let reminders = 0;
	setHandler(deliveryDue, () => {
		reminders++;
	});

	while (!workflowInfo().continueAsNewSuggested) {
		const seen = reminders;
		const end = await postEvents(hook).catch(() => null);
		if (end === 'gone') return;
		if (end === null) await skipEvent(hook);
		if (end === 'done') await condition(() => reminders > seen, lookEveryMs);
	}
	await continueAsNew<typeof deliverEvents>(hook);
}
