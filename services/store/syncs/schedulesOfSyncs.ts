import { and, asc, eq, inArray, isNotNull, isNull, lt, lte, ne, or } from 'drizzle-orm';
import type { Database } from '../database';
import { inBatches } from '../../../lib/inBatches';
import { syncs } from '../syncSchema';
import type { SyncStore } from './syncs';

type Schedules = Pick<
	SyncStore,
	'lapsed' | 'unscheduled' | 'markScheduled' | 'scheduledIds' | 'forgetSchedules'
>;

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

		async scheduledIds() {
			const rows = await db.read((query) =>
				query.select({ id: syncs.id }).from(syncs).where(isNull(syncs.endedAt)),
			);
			return rows.map(({ id }) => id);
		},

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
