import { and, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { decisionStates, type DecisionState } from '../../../lib/sync/decision';
import type { Database } from '../database';
import { beyond, pageOf } from '../pageCursor';
import { channels, syncs, syncVideos } from '../syncSchema';
import type { SyncStore } from './syncs';

type Reads = Pick<
	SyncStore,
	'get' | 'list' | 'followed' | 'lastLooked' | 'found' | 'decisions' | 'counts'
>;

export function readSyncs(db: Database): Reads {
	return {
		async get(id) {
			const [row] = await db.read((query) =>
				query
					.select()
					.from(syncs)
					.where(and(eq(syncs.id, id), isNull(syncs.endedAt))),
			);
			return row ?? null;
		},

		async list({ accountId, cursor, limit }) {
			const rows = await db.read((query) =>
				query
					.select()
					.from(syncs)
					.where(
						and(
							isNull(syncs.endedAt),
							accountId === undefined ? undefined : eq(syncs.accountId, accountId),
							beyond(cursor, syncs.createdAt, syncs.id),
						),
					)
					.orderBy(desc(syncs.createdAt), desc(syncs.id))
					.limit(limit + 1),
			);
			return pageOf(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
		},

		followed: (accountId, channelId) =>
			db.read((query) =>
				query
					.select({ sync: syncs, channel: channels })
					.from(syncs)
					.innerJoin(channels, eq(channels.id, syncs.channelId))
					.where(
						and(
							isNull(syncs.endedAt),
							eq(syncs.accountId, accountId),
							channelId === undefined ? undefined : eq(channels.id, channelId),
						),
					),
			),

		async lastLooked() {
			const [row] = await db.read((query) =>
				query
					.select()
					.from(syncs)
					.where(and(isNull(syncs.endedAt), isNotNull(syncs.lastRunAt)))
					.orderBy(desc(syncs.lastRunAt))
					.limit(1),
			);
			return row ?? null;
		},

		async found(id, videoId) {
			const [row] = await db.read((query) =>
				query
					.select({ found: syncVideos, channel: channels })
					.from(syncVideos)
					.innerJoin(syncs, eq(syncs.id, syncVideos.syncId))
					.innerJoin(channels, eq(channels.id, syncs.channelId))
					.where(and(eq(syncVideos.syncId, id), eq(syncVideos.videoId, videoId))),
			);
			return row ? { ...row.found, channel: row.channel } : null;
		},

		async decisions({ syncId, state, reason, cursor, limit }) {
			const rows = await db.read((query) =>
				query
					.select()
					.from(syncVideos)
					.where(
						and(
							eq(syncVideos.syncId, syncId),
							state === undefined ? undefined : eq(syncVideos.state, state),
							reason === undefined
								? undefined
								: sql`${syncVideos.reason} = ${reason}`,
							beyond(cursor, age, syncVideos.videoId),
						),
					)
					.orderBy(desc(age), desc(syncVideos.videoId))
					.limit(limit + 1),
			);
			return pageOf(rows, limit, ({ publishedAt, firstSeenAt, videoId }) => ({
				at: publishedAt ?? firstSeenAt,
				id: videoId,
			}));
		},

		async counts(id) {
			const rows = await db.read((query) =>
				query
					.select({ state: syncVideos.state, count: sql<number>`count(*)::int` })
					.from(syncVideos)
					.where(eq(syncVideos.syncId, id))
					.groupBy(syncVideos.state),
			);
			const counted = new Map(rows.map(({ state, count }) => [state, count]));
			return Object.fromEntries(
				decisionStates.map((state) => [state, counted.get(state) ?? 0]),
			) as Record<DecisionState, number>;
		},
	};
}

/** Newest first; where YouTube tells no date, as it was found. */
const age = sql<Date>`coalesce(${syncVideos.publishedAt}, ${syncVideos.firstSeenAt})`.mapWith(
	syncVideos.firstSeenAt,
);
