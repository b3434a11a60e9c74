import type { Log } from '../../log';
import type { Store } from '../../store/store';
import type { Sync } from '../../store/syncs/syncs';
import type { Engine, ScheduledSync } from '../../temporal/engine';
import { unlessAway } from '../../temporal/unlessAway';

export interface Scheduler {
	/** Tells Temporal of the sync as it is. False while Temporal is away: the sweep tells it later. */
	tell(sync: Sync): Promise<boolean>;
	/** One look at once. Problem temporal_unavailable. */
	trigger(sync: Sync): Promise<void>;
}

/** What the store decides becomes Schedules; telling the same twice is harmless. */
export function createScheduler(deps: { store: Store; engine: Engine; log: Log }): Scheduler {
	const { store, engine, log } = deps;

	async function put(sync: Sync): Promise<void> {
		const { id, version, endedAt } = sync;
		await (endedAt ? engine.unscheduleSync(id) : engine.scheduleSync(scheduledOf(sync)));
		await store.syncs.markScheduled(id, version);
		// Somebody may have told of a newer version meanwhile, before this older one arrived.
		const present = await store.syncs.get(id);
		const isPresent = endedAt ? present === null : present?.version === version;
		if (!isPresent) await store.syncs.forgetSchedules([id]);
	}

	return {
		tell: (sync) =>
			unlessAway(
				() => put(sync),
				() => log.warn({ sync: sync.id }, 'Temporal does not answer: will be tried again'),
			),

		async trigger(sync) {
			if (await engine.triggerSync(sync.id)) return;
			await put(sync);
			await engine.triggerSync(sync.id);
		},
	};
}

function scheduledOf({ id, everyMinutes, ...sync }: Sync): ScheduledSync {
	const { isPaused, pauseNote, needsPerson, error } = sync;
	const waits = needsPerson ? `Waits for a person: ${error?.message ?? ''}` : null;
	return { id, everyMinutes, paused: isPaused ? (pauseNote ?? 'Paused') : waits };
}
