import { isDeepStrictEqual } from 'node:util';
import { inBatches } from '../../../lib/inBatches';
import type { Log } from '../../log';
import type { Store } from '../../store/store';
import type { Engine } from '../../temporal/engine';
import { unlessAway } from '../../temporal/unlessAway';
import type { Scheduler } from './scheduler';

/** Ten thousand Schedules in a list cost Temporal half a minute of its work. */
const compareAtMostEveryMs = 10 * 60_000;
const compareAtLeastEveryMs = 24 * 60 * 60_000;
const atOnce = 100;
/** Each waits for Temporal's disk and for ours: side by side, ten thousand are made in minutes. */
const tellAtOnce = 10;

interface Deps {
	store: Store;
	engine: Engine;
	log: Log;
	scheduler: Scheduler;
	now: () => Date;
}

/** Makes Temporal's Schedules agree with the store, and ends what nobody asks for any more. */
export function createSweepSyncs({ store, engine, log, scheduler, now }: Deps) {
	let comparedAtMs = 0;

	return async (): Promise<void> => {
		for (const { id } of await store.syncs.lapsed()) {
			log.info({ sync: id }, 'its lease has run out: it ends');
			await store.syncs.end(id);
		}
		if (!(await tellAll())) return;
		const at = now();
		const sinceMs = at.getTime() - comparedAtMs;
		if (sinceMs < compareAtMostEveryMs) return;
		if (sinceMs < compareAtLeastEveryMs && !(await store.syncs.isAnyOverdue(at))) return;
		if (await unlessAway(compare)) comparedAtMs = at.getTime();
	};

	/** False while Temporal is away. */
	async function tellAll(): Promise<boolean> {
		for (;;) {
			const syncs = await store.syncs.unscheduled(atOnce);
			for (const some of inBatches(syncs, tellAtOnce)) {
				const told = await Promise.all(some.map((sync) => scheduler.tell(sync)));
				if (told.includes(false)) return false;
			}
			if (syncs.length < atOnce) return true;
		}
	}

	/**
	 * Schedules that somebody deleted or changed, or that Temporal has lost, are made again; those of no sync go. After a
	 * backup was put back, on either side, they may be of an earlier or later time.
	 */
	async function compare(): Promise<void> {
		// In this order: what is made meanwhile is in the store, not yet in this list, and made again to no harm.
		const there = new Map((await engine.scheduledSyncs()).map((each) => [each.id, each]));
		const wanted = await store.syncs.wantedSchedules();
		const others = wanted.filter((sync) => !isDeepStrictEqual(there.get(sync.id), sync));
		await store.syncs.forgetSchedules(others.map(({ id }) => id));
		for (const { id } of wanted) there.delete(id);
		for (const id of there.keys()) await engine.unscheduleSync(id);
		if (others.length > 0) await tellAll();
	}
}
