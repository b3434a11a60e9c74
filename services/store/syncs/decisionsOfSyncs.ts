import {
	and,
	asc,
	desc,
	eq,
	exists,
	gt,
	gte,
	inArray,
	isNull,
	lt,
	lte,
	notInArray,
	or,
	sql,
} from 'drizzle-orm';
import { withoutPlace, type DecisionReason } from '../../../lib/sync/decision';
import type { Database, Queries } from '../database';
import { syncs, syncVideos } from '../syncSchema';
import { dateOf } from './saveLook';
import type { SyncStore } from './syncs';

/** The skips of what no rule has left out. */
const ofRequest: DecisionReason[] = ['caption_refused', 'refused'];

type Decisions = Pick<SyncStore, 'toDecide' | 'olderRank' | 'decide' | 'tally'>;

/** In every database's own language the same order, in which a preview has them, too. */
const idByBytes = sql`${syncVideos.videoId} collate "C"`;

export function decisionsOfSyncs(db: Database, now: () => Date): Decisions {
	return {
		// Newest first, so that a place in the backfill is asked for once those before it are decided.
		toDecide: (id, limit) =>
			db.read((query) =>
				query
					.select()
					.from(syncVideos)
					.where(
						and(
							eq(syncVideos.syncId, id),
							eq(syncVideos.state, 'undecided'),
							or(isNull(syncVideos.lookAgainAt), lte(syncVideos.lookAgainAt, now())),
						),
					)
					.orderBy(sql`${syncVideos.publishedAt} desc nulls first`, asc(idByBytes))
					.limit(limit),
			),

		async olderRank(id, { videoId, publishedAt }) {
			const [row] = await db.read((query) =>
				query
					.select({ newer: sql<number>`count(*)::int` })
					.from(syncVideos)
					.innerJoin(syncs, eq(syncs.id, syncVideos.syncId))
					.where(
						and(
							eq(syncVideos.syncId, id),
							or(
								gt(syncVideos.publishedAt, publishedAt),
								and(
									eq(syncVideos.publishedAt, publishedAt),
									lt(idByBytes, videoId),
								),
							),
							lt(syncVideos.publishedAt, syncs.since),
							notInArray(syncVideos.reason, withoutPlace),
						),
					),
			);
			return row?.newer ?? 0;
		},

		async decide(id, videoIds, decision, more = {}) {
			const { state, reason, sentence, lookAgainAt } = decision;
			const { video, looks, version } = more;
			// Locked, so that no change of the rules comes between.
			const isStill = (tx: Queries) =>
				version === undefined
					? undefined
					: exists(
							tx
								.select({ id: syncs.id })
								.from(syncs)
								.where(and(eq(syncs.id, id), eq(syncs.version, version)))
								.for('share'),
						);
			await db.relaxed((tx) =>
				tx
					.update(syncVideos)
					.set({
						...{ state, reason, sentence, lookAgainAt: dateOf(lookAgainAt) },
						decidedAt: now(),
						...(video ? { video, publishedAt: dateOf(video.publishedAt) } : {}),
						...(looks === undefined ? {} : { looks }),
					})
					.where(
						and(
							eq(syncVideos.syncId, id),
							inArray(syncVideos.videoId, [videoIds].flat()),
							// What was requested or announced has happened.
							inArray(syncVideos.state, ['undecided', 'waiting']),
							isStill(tx),
						),
					),
			);
		},

		tally: (id, since) =>
			db.read(async (query) => {
				const ofSync = eq(syncVideos.syncId, id);
				const found = await query.$count(
					syncVideos,
					and(ofSync, gte(syncVideos.firstSeenAt, since)),
				);
				const rows = await query
					.select({
						...{ state: syncVideos.state, reason: syncVideos.reason },
						all: sql<number>`count(*)::int`,
						since: sql<number>`count(*) filter (where ${gte(syncVideos.decidedAt, since)})::int`,
					})
					.from(syncVideos)
					.where(ofSync)
					.groupBy(syncVideos.state, syncVideos.reason)
					.orderBy(desc(sql`count(*)`), asc(syncVideos.reason));
				const sum = (state: string, which: 'all' | 'since') =>
					rows.reduce((n, row) => n + (row.state === state ? row[which] : 0), 0);
				const skipped = rows.filter(({ state, since: n }) => state === 'skipped' && n > 0);
				const refused = skipped.filter(({ reason }) => ofRequest.includes(reason));
				return {
					found,
					...{
						requested: sum('requested', 'since'),
						announced: sum('announced', 'since'),
					},
					...{ waiting: sum('waiting', 'all'), undecided: sum('undecided', 'all') },
					skipped: skipped.map(({ reason, since: count }) => ({ reason, count })),
					refused: refused.reduce((n, { since: count }) => n + count, 0),
				};
			}),
	};
}
