import { and, asc, desc, eq, gte, inArray, isNotNull, ne, sql } from 'drizzle-orm';
import type { Database } from '../database';
import { addEvent, isOpen } from '../reposts/rows';
import { reposts } from '../schema';
import { syncs, syncVideos } from '../syncSchema';
import type { SyncStore } from './syncs';

type Turns = Pick<
	SyncStore,
	'waiting' | 'doneSince' | 'openReposts' | 'markRequested' | 'announce'
>;

/** Whose turn it is, and what became of it. */
export function turnsOfSyncs(db: Database, now: () => Date): Turns {
	const row = (id: string, videoId: string) =>
		and(
			eq(syncVideos.syncId, id),
			eq(syncVideos.videoId, videoId),
			inArray(syncVideos.state, ['undecided', 'waiting']),
		);

	return {
		waiting: (id, order, limit) =>
			db.read((query) =>
				query
					.select()
					.from(syncVideos)
					.where(and(eq(syncVideos.syncId, id), eq(syncVideos.state, 'waiting')))
					.orderBy(
						// False first: what is new does not wait behind a long backfill.
						sql`coalesce(${syncVideos.publishedAt} < (
							select ${syncs.since} from ${syncs} where ${syncs.id} = ${id}
						), false)`,
						order === 'oldest'
							? asc(syncVideos.publishedAt)
							: desc(syncVideos.publishedAt),
						asc(syncVideos.videoId),
					)
					.limit(limit),
			),

		doneSince: (id, since) =>
			db.read((query) =>
				query.$count(
					syncVideos,
					and(
						eq(syncVideos.syncId, id),
						gte(syncVideos.requestedAt, since),
						// Nothing came of it.
						ne(syncVideos.reason, 'already_there'),
					),
				),
			),

		openReposts: (id) =>
			db.read(async (query) => {
				const rows = await query
					.select({ id: reposts.id })
					.from(syncVideos)
					.innerJoin(reposts, eq(reposts.id, syncVideos.repostId))
					.where(
						and(
							eq(syncVideos.syncId, id),
							eq(syncVideos.reason, 'chosen'),
							isNotNull(syncVideos.repostId),
							isOpen,
						),
					);
				return rows.length;
			}),

		async markRequested(id, videoId, repostId, { state, reason, sentence }) {
			const at = now();
			await db.write((tx) =>
				tx
					.update(syncVideos)
					.set({
						...{ state, reason, sentence, repostId, lookAgainAt: null },
						...{ requestedAt: at, decidedAt: at },
					})
					.where(row(id, videoId)),
			);
		},

		async announce(id, videoId, { state, reason, sentence }) {
			const at = now();
			await db.write(async (tx) => {
				const [told] = await tx
					.update(syncVideos)
					.set({
						...{ state, reason, sentence, lookAgainAt: null },
						...{ requestedAt: at, decidedAt: at },
					})
					.where(row(id, videoId))
					.returning();
				const [sync] = await tx.select().from(syncs).where(eq(syncs.id, id));
				if (!told || !sync) return;
				await addEvent(
					tx,
					{ id: null, accountId: sync.accountId },
					{ type: 'short.found', data: { syncId: id, video: videoId } },
				);
			});
		},
	};
}
