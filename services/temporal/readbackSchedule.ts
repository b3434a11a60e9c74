import { type Client, ScheduleAlreadyRunning, ScheduleNotFoundError } from '@temporalio/client';

const scheduleId = 'readback';

/**
 * Makes sure of the one Schedule that starts `readNumbers`. Another interval is put right; what a person did to it (a
 * pause, a note) stays.
 */
export async function keepReadbackSchedule(
	client: Client,
	taskQueue: string,
	everyMs: number,
): Promise<void> {
	const spec = { intervals: [{ every: everyMs }] };
	const action = {
		...({
			type: 'startWorkflow',
			workflowType: 'readNumbers',
			workflowId: scheduleId,
		} as const),
		...{ taskQueue, args: [{}] },
		// A round that does not end, whatever the reason, must not stand in the way of later ones for ever.
		workflowExecutionTimeout: '1 day' as const,
	};
	const handle = client.schedule.getHandle(scheduleId);
	try {
		const present = await handle.describe();
		const isSame =
			present.spec.intervals?.[0]?.every === everyMs &&
			present.action.taskQueue === taskQueue;
		if (!isSame) await handle.update((before) => ({ ...before, spec, action }));
	} catch (error) {
		if (!(error instanceof ScheduleNotFoundError)) throw error;
		await client.schedule
			.create({
				...{ scheduleId, spec, action },
				// A round that was missed is made up for by the next one.
				policies: { overlap: 'SKIP', catchupWindow: '1m' },
				memo: { about: 'Reads how posts do on TikTok; see docs/how-it-works.md' },
			})
			.catch((other: unknown) => {
				// Another process was faster.
				if (!(other instanceof ScheduleAlreadyRunning)) throw other;
			});
	}
}
