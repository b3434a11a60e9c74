import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Database } from '../database';
import { channels, syncs } from '../syncSchema';
import type { SyncStore } from './syncs';

const isStuck = and(eq(syncs.isPaused, false), isNotNull(syncs.error));

export function standingOfSyncs(db: Database): Pick<SyncStore, 'standing'> {
	return {
		async standing(mostStuck) {
			const [counted] = await db.read((query) =>
				query
					.select({
						total: sql<number>`count(*)::int`,
						stuckTotal: sql<number>`(count(*) filter (where ${isStuck}))::int`,
					})
					.from(syncs)
					.where(isNull(syncs.endedAt)),
			);
			const stuck = await db.read((query) =>
				query
					.select({
						...{ id: syncs.id, error: syncs.error, needsPerson: syncs.needsPerson },
						channel: { handle: channels.handle, title: channels.title },
					})
					.from(syncs)
					.innerJoin(channels, eq(channels.id, syncs.channelId))
					.where(and(isNull(syncs.endedAt), isStuck))
					.orderBy(asc(syncs.createdAt), asc(syncs.id))
					.limit(mostStuck),
			);
			return { ...(counted ?? { total: 0, stuckTotal: 0 }), stuck };
		},
	};
}
