import { and, asc, eq, inArray, isNotNull, lte, sql } from 'drizzle-orm';
import {
	isOfAccount,
	readbackTroubles,
	type ReadbackTrouble,
} from '../../../lib/readback/readbackTrouble';
import { after, type Database } from '../database';
import { accounts, grants, reposts } from '../schema';
import { readbacks, syncVideos } from '../syncSchema';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { ReadbackStore } from './readbacks';

const isDue = lte(readbacks.nextAt, sql`now()`);
const isConnected = eq(accounts.status, 'connected');
const hasScope = sql`${grants.scopes} @> '["video.list"]'::jsonb`;
const of = (trouble: ReadbackTrouble) => trouble;

export function createReadbackStore(db: Database): ReadbackStore {
	return {
		async tidy(readForMs) {
			const youngest = sql`now() - ${readForMs}::double precision * interval '1 millisecond'`;
			await db.relaxed(async (tx) => {
				await tx.execute(sql`
					insert into readbacks (repost_id, account_id, next_at)
					select r.id, r.account_id, now() from reposts r
					where r.post_id is not null and r.finished_at > ${youngest}
						and not exists (select from readbacks b where b.repost_id = r.id)
					on conflict do nothing`);
				await tx.execute(sql`
					update readbacks b set next_at = null from reposts r
					where r.id = b.repost_id and b.next_at <= now() and r.finished_at <= ${youngest}`);
				await tx.execute(sql`
					update readbacks b set error = c.trouble
					from (
						select a.id, case when a.status <> 'connected' or g.account_id is null
							then ${of('not_connected')} else ${of('no_scope')} end as trouble
						from accounts a left join grants g on g.account_id = a.id
						where a.status <> 'connected' or g.account_id is null
							or not g.scopes @> '["video.list"]'::jsonb
					) c
					where c.id = b.account_id and b.next_at is not null
						and b.error is distinct from c.trouble`);
			});
		},

		async dueAccounts({ after: last, limit }) {
			const rows = await db.read((query) =>
				query
					.selectDistinct({ id: readbacks.accountId })
					.from(readbacks)
					.innerJoin(accounts, eq(accounts.id, readbacks.accountId))
					.innerJoin(grants, eq(grants.accountId, readbacks.accountId))
					.where(and(isDue, isConnected, hasScope, sql`${readbacks.accountId} > ${last}`))
					.orderBy(asc(readbacks.accountId))
					.limit(limit),
			);
			return rows.map(({ id }) => id);
		},

		due(accountId, limit) {
			return db.read(async (query) => {
				const rows = await query
					.select({
						repostId: readbacks.repostId,
						postId: reposts.postId,
						videoId: reposts.videoId,
						ageMs: sql<string>`1000 * extract(epoch from now() - ${reposts.finishedAt})`,
						url: reposts.url,
						sourceViews: readbacks.sourceViews,
					})
					.from(readbacks)
					.innerJoin(reposts, eq(reposts.id, readbacks.repostId))
					.where(
						and(eq(readbacks.accountId, accountId), isDue, isNotNull(reposts.postId)),
					)
					.orderBy(asc(readbacks.nextAt), asc(readbacks.repostId))
					.limit(limit);
				return rows.map(({ repostId, postId, videoId, ageMs, url, sourceViews }) => ({
					...{ repostId, postId: postId ?? '', videoId, ageMs: Number(ageMs) },
					lacksUrl: url === null,
					hasSource: sourceViews !== null,
				}));
			});
		},

		async save(outcomes) {
			await db.relaxed(async (tx) => {
				for (const { repostId, counts, source, nextInMs } of outcomes) {
					const told = {
						views: stored(counts?.views),
						likes: stored(counts?.likes),
						comments: stored(counts?.comments),
						shares: stored(counts?.shares),
						sourceViews: stored(source?.views),
						sourceLikes: stored(source?.likes),
						sourceComments: stored(source?.comments),
					};
					const read = counts
						? { readAt: sql`now()`, reads: sql`${readbacks.reads} + 1`, error: null }
						: { error: of('not_shown') };
					await tx
						.update(readbacks)
						.set({
							...withoutNulls(told),
							...read,
							nextAt: nextInMs === null ? null : after(nextInMs),
						})
						.where(eq(readbacks.repostId, repostId));
				}
			});
		},

		async postpone(accountId, trouble, forMs) {
			const nextAt = sql`greatest(${readbacks.nextAt}, ${after(forMs)})`;
			const which = isOfAccount(trouble) ? isNotNull(readbacks.nextAt) : isDue;
			await db.relaxed((tx) =>
				tx
					.update(readbacks)
					.set({ error: trouble, nextAt })
					.where(and(eq(readbacks.accountId, accountId), which)),
			);
		},

		async lookAgain(accountId) {
			const troubles = readbackTroubles.filter(isOfAccount);
			await db.relaxed((tx) =>
				tx
					.update(readbacks)
					.set({ nextAt: sql`now()` })
					.where(
						and(
							eq(readbacks.accountId, accountId),
							isNotNull(readbacks.nextAt),
							inArray(readbacks.error, troubles),
						),
					),
			);
		},

		async of(repostIds) {
			if (repostIds.length === 0) return new Map();
			const rows = await db.read((query) =>
				query.select().from(readbacks).where(inArray(readbacks.repostId, repostIds)),
			);
			return new Map(rows.map((row) => [row.repostId, row]));
		},

		async sumsOfSync(syncId) {
			const sum = (column: AnyPgColumn) => sql<string>`coalesce(sum(${column}), 0)`;
			const [row] = await db.read((query) =>
				query
					.select({
						views: sum(readbacks.views),
						likes: sum(readbacks.likes),
						comments: sum(readbacks.comments),
						shares: sum(readbacks.shares),
						read: sql<string>`count(*)`,
					})
					.from(readbacks)
					.where(
						and(
							isNotNull(readbacks.readAt),
							inArray(
								readbacks.repostId,
								query
									.select({ id: sql<string>`${syncVideos.repostId}` })
									.from(syncVideos)
									.where(
										and(
											eq(syncVideos.syncId, syncId),
											isNotNull(syncVideos.repostId),
										),
									),
							),
						),
					),
			);
			if (!row || Number(row.read) === 0) return null;
			const { views, likes, comments, shares, read } = row;
			return {
				views: Number(views),
				likes: Number(likes),
				comments: Number(comments),
				shares: Number(shares),
				read: Number(read),
			};
		},
	};
}

/** The columns hold 32 bits. */
const most = 2_147_483_647;

function stored(count: number | null | undefined): number | null {
	return count == null ? null : Math.min(Math.max(0, Math.floor(count)), most);
}

/** What nobody told stays as it was. */
function withoutNulls<T extends Record<string, number | null>>(told: T): Partial<T> {
	const entries = Object.entries(told).filter(([, count]) => count !== null);
	return Object.fromEntries(entries) as Partial<T>;
}
