import {
	type Client,
	ScheduleAlreadyRunning,
	ScheduleNotFoundError,
	ScheduleOverlapPolicy,
	type ScheduleOptions,
} from '@temporalio/client';
import { rhythmOf } from '../../lib/sync/rhythm';
import { scheduleId, syncOfSchedule } from '../../lib/sync/scheduleId';
import type { AskTemporal } from './askTemporal';
import type { PresentSchedule, ScheduledSync, SyncSchedules } from './engine';

/** A look that does not end, whatever the reason, must not stand in the way of later ones for ever. */
const longestLook = '1 day';
/** There may be ten thousand. */
const listWithinMs = 5 * 60_000;

/** One Schedule for each sync. Every call may be repeated. */
export function syncSchedules(
	client: Client,
	taskQueue: string,
	{ answer, ask }: AskTemporal,
): SyncSchedules {
	const handleOf = (id: string) => client.schedule.getHandle(scheduleId(id));

	async function put(sync: ScheduledSync): Promise<void> {
		const options = optionsOf(sync, taskQueue);
		try {
			await client.schedule.create(options);
		} catch (error) {
			if (!(error instanceof ScheduleAlreadyRunning)) throw error;
			const { spec, action, policies, state } = options;
			await handleOf(sync.id).update((before) => ({
				...before,
				...{ spec, action: { ...before.action, ...action }, policies },
				state: { ...before.state, ...state },
			}));
		}
	}

	return {
		scheduleSync: (sync) => answer(() => put(sync)),
		unscheduleSync: (id) => ask(() => handleOf(id).delete()),
		triggerSync: (id) =>
			foundOr(false, () =>
				answer(async () => {
					// One that runs may have read its list already: another follows it.
					await handleOf(id).trigger(ScheduleOverlapPolicy.BUFFER_ONE);
					return true;
				}),
			),
		scheduledSyncs: () =>
			answer(async () => {
				const present: PresentSchedule[] = [];
				for await (const { scheduleId: name, spec, state } of client.schedule.list({
					pageSize: 1_000,
				})) {
					const id = syncOfSchedule(name);
					const everyMs = spec?.intervals?.[0]?.every;
					const everyMinutes = everyMs === undefined ? null : everyMs / 60_000;
					if (id !== null) present.push({ id, everyMinutes, isPaused: state.paused });
				}
				return present;
			}, listWithinMs),
	};
}

function optionsOf({ id, everyMinutes, paused }: ScheduledSync, taskQueue: string) {
	const { everyMs, offsetMs, jitterMs, catchUpMs } = rhythmOf(id, everyMinutes);
	return {
		scheduleId: scheduleId(id),
		spec: { intervals: [{ every: everyMs, offset: offsetMs }], jitter: jitterMs },
		action: {
			...{ type: 'startWorkflow', workflowType: 'syncChannel', taskQueue },
			...{ workflowId: scheduleId(id), args: [{ syncId: id }] },
			workflowExecutionTimeout: longestLook,
		},
		policies: {
			...{ overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: catchUpMs },
			pauseOnFailure: false,
		},
		state: { paused: paused !== null, note: paused ?? '' },
	} satisfies ScheduleOptions;
}

async function foundOr<T>(otherwise: T, call: () => Promise<T>): Promise<T> {
	try {
		return await call();
	} catch (error) {
		if (error instanceof ScheduleNotFoundError) return otherwise;
		throw error;
	}
}
