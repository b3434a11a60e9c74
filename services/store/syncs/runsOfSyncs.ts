import { and, desc, eq, lt } from 'drizzle-orm';
import type { Database } from '../database';
import { syncRuns } from '../syncSchema';
import type { SyncStore } from './syncs';

const keep = 50;

export function runsOfSyncs(db: Database, now: () => Date): Pick<SyncStore, 'saveRun' | 'runs'> {
	return {
		async saveRun(syncId, run) {
			await db.relaxed(async (tx) => {
				// Saved before, with an answer that got lost.
				await tx
					.delete(syncRuns)
					.where(and(eq(syncRuns.syncId, syncId), eq(syncRuns.startedAt, run.startedAt)));
				await tx.insert(syncRuns).values({ ...run, syncId, finishedAt: now() });
				const [oldest] = await tx
					.select({ id: syncRuns.id })
					.from(syncRuns)
					.where(eq(syncRuns.syncId, syncId))
					.orderBy(desc(syncRuns.id))
					.offset(keep - 1)
					.limit(1);
				if (!oldest) return;
				await tx
					.delete(syncRuns)
					.where(and(eq(syncRuns.syncId, syncId), lt(syncRuns.id, oldest.id)));
			});
		},

		runs: (syncId, limit) =>
			db.read((query) =>
				query
					.select()
					.from(syncRuns)
					.where(eq(syncRuns.syncId, syncId))
					.orderBy(desc(syncRuns.id))
					.limit(limit),
			),
	};
}
