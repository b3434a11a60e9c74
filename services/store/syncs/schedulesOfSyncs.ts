import { and, asc, eq, inArray, isNotNull, isNull, lt, lte, ne, or, sql } from 'drizzle-orm';
import type { Database } from '../database';
import { inBatches } from '../../../lib/inBatches';
import { syncs } from '../syncSchema';
import type { SyncStore } from './syncs';

type Schedules = Pick<
	SyncStore,
	| 'lapsed'
	| 'unscheduled'
	| 'markScheduled'
	| 'isAnyOverdue'
	| 'wantedSchedules'
	| 'forgetSchedules'
>;

/** Two turns, and as long as a look at a whole channel may take. */
const overdueAfter = sql`${syncs.everyMinutes} * interval '2 minutes' + interval '15 minutes'`;
const lastTold = sql`greatest(${syncs.lastRunAt}, ${syncs.updatedAt})`;

export function schedulesOfSyncs(db: Database, now: () => Date): Schedules {
	return {
		lapsed: () =>
			db.read((query) =>
				query
					.select()
					.from(syncs)
					.where(
						and(
							isNull(syncs.endedAt),
							isNotNull(syncs.leaseUntil),
							lte(syncs.leaseUntil, now()),
						),
					)
					.orderBy(asc(syncs.leaseUntil), asc(syncs.id)),
			),

		unscheduled: (limit) =>
			db.read((query) =>
				query
					.select()
					.from(syncs)
					.where(ne(syncs.scheduledVersion, syncs.version))
					.orderBy(asc(syncs.updatedAt), asc(syncs.id))
					.limit(limit),
			),

		async markScheduled(id, version) {
			await db.write((tx) =>
				tx
					.update(syncs)
					.set({ scheduledVersion: version })
					.where(and(eq(syncs.id, id), lt(syncs.scheduledVersion, version))),
			);
		},

		async isAnyOverdue(at) {
			const rows = await db.read((query) =>
				query
					.select({ id: syncs.id })
					.from(syncs)
					.where(
						and(
							...[isNull(syncs.endedAt), eq(syncs.isPaused, false)],
							...[eq(syncs.needsPerson, false)],
							sql`${lastTold} + ${overdueAfter} < ${at.toISOString()}::timestamptz`,
						),
					)
					.limit(1),
			);
			return rows.length > 0;
		},

		wantedSchedules: () =>
			db.read((query) =>
				query
					.select({
						...{ id: syncs.id, everyMinutes: syncs.everyMinutes },
						isPaused: sql<boolean>`${syncs.isPaused} or ${syncs.needsPerson}`,
					})
					.from(syncs)
					.where(isNull(syncs.endedAt)),
			),

		async forgetSchedules(ids) {
			if (ids.length === 0) return;
			await db.write((tx) =>
				tx
					.update(syncs)
					.set({ scheduledVersion: 0 })
					.where(or(...inBatches(ids).map((batch) => inArray(syncs.id, batch)))),
			);
		},
	};
}
