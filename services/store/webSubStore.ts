import { randomBytes } from 'node:crypto';
import { and, asc, desc, eq, gt, isNull, lt, lte, ne, or, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Sealer } from '../sealing';
import type { Database } from './database';
import { syncs, webSubs } from './syncSchema';
import { webSubPlace } from './webSubPlace';
import type { WebSub, WebSubStore } from './webSubs';

const hourMs = 3_600_000;
/** Whoever keeps one asks the hub once a day at least, unless its lease is longer. */
const unkeptAfterMs = 36 * hourMs;
const endsWithinMs = hourMs;

/** @param now whose time counts: another one than the machine's only in tests */
export function createWebSubStore(
	db: Database,
	sealer: Sealer,
	now: () => Date = () => new Date(),
): WebSubStore {
	const before = (ms: number) => new Date(now().getTime() - ms);
	const isOf = (channelId: string) => eq(webSubs.channelId, channelId);
	const isNotEnding = ne(webSubs.state, 'ending');

	async function one(where: SQL | undefined): Promise<WebSub | null> {
		const [row] = await db.read((query) => query.select().from(webSubs).where(where));
		return row ? viewOf(row) : null;
	}

	async function set(
		where: SQL | undefined,
		values: Partial<typeof webSubs.$inferInsert>,
	): Promise<boolean> {
		const rows = await db.write((tx) =>
			tx.update(webSubs).set(values).where(where).returning({ id: webSubs.channelId }),
		);
		return rows.length > 0;
	}

	return {
		...webSubPlace(db),

		async open(channelId) {
			const sealedSecret = await sealer.seal({ secret: newSecret() });
			await db.write(async (tx) => {
				const [wanted] = await tx
					.select({ id: syncs.id })
					.from(syncs)
					.where(and(eq(syncs.channelId, channelId), isNull(syncs.endedAt)))
					.limit(1);
				if (!wanted) return;
				await tx
					.insert(webSubs)
					.values({
						...{ channelId, token: newSecret(), sealedSecret },
						...{ state: 'asked', askedAt: now() },
					})
					.onConflictDoNothing();
			});
			return one(isOf(channelId));
		},

		get: (channelId) => one(isOf(channelId)),
		byToken: (token) => one(eq(webSubs.token, token)),

		async secret(channelId) {
			const [row] = await db.read((query) =>
				query.select().from(webSubs).where(isOf(channelId)),
			);
			return row ? kept.parse(await sealer.open(row.sealedSecret)).secret : null;
		},

		async markAsked(channelId) {
			await set(and(isOf(channelId), isNotEnding), { state: 'asked', askedAt: now() });
		},

		markActive: (channelId, leaseUntil) =>
			set(and(isOf(channelId), isNotEnding, ne(webSubs.state, 'moved')), {
				...{ state: 'active', leaseUntil, error: null },
			}),

		async markRefused(channelId, error, { onlyAsked = false, ends = false } = {}) {
			const applies = onlyAsked ? eq(webSubs.state, 'asked') : isNotEnding;
			await set(and(isOf(channelId), applies), {
				...{ state: 'refused', error },
				...(ends ? { leaseUntil: null } : {}),
			});
		},

		async markEnding(channelId) {
			await set(isOf(channelId), { state: 'ending', askedAt: now() });
		},

		async remove(channelId) {
			await db.write((tx) =>
				tx.delete(webSubs).where(and(isOf(channelId), eq(webSubs.state, 'ending'))),
			);
		},

		async unkept(limit) {
			const isOver = or(isNull(webSubs.leaseUntil), lt(webSubs.leaseUntil, now()));
			const rows = await db.read((query) =>
				query
					.selectDistinct({ channelId: syncs.channelId })
					.from(syncs)
					.leftJoin(webSubs, eq(webSubs.channelId, syncs.channelId))
					.where(
						and(
							isNull(syncs.endedAt),
							or(
								isNull(webSubs.channelId),
								and(
									isNotEnding,
									lt(webSubs.askedAt, before(unkeptAfterMs)),
									isOver,
								),
							),
						),
					)
					.orderBy(asc(syncs.channelId))
					.limit(limit),
			);
			return rows.map(({ channelId }) => channelId);
		},

		async stuck(limit) {
			const rows = await db.read((query) =>
				query
					.select({ channelId: webSubs.channelId })
					.from(webSubs)
					.where(
						and(
							eq(webSubs.state, 'ending'),
							lte(webSubs.askedAt, before(endsWithinMs)),
						),
					)
					.orderBy(asc(webSubs.channelId))
					.limit(limit),
			);
			return rows.map(({ channelId }) => channelId);
		},

		async unwanted(limit, all = false) {
			const isFollowed = sql`exists (select 1 from ${syncs} where ${syncs.channelId} = ${webSubs.channelId} and ${syncs.endedAt} is null)`;
			const rows = await db.read((query) =>
				query
					.select({ channelId: webSubs.channelId })
					.from(webSubs)
					.where(and(isNotEnding, all ? undefined : sql`not ${isFollowed}`))
					.orderBy(asc(webSubs.channelId))
					.limit(limit),
			);
			return rows.map(({ channelId }) => channelId);
		},

		async listeners(channelId) {
			const rows = await db.read((query) =>
				query
					.select({ id: syncs.id })
					.from(syncs)
					.where(
						and(
							eq(syncs.channelId, channelId),
							isNull(syncs.endedAt),
							eq(syncs.isPaused, false),
							eq(syncs.needsPerson, false),
						),
					)
					.orderBy(asc(syncs.id)),
			);
			return rows.map(({ id }) => id);
		},

		counts: () =>
			db.read(async (query) => {
				const [followed] = await query
					.select({ n: sql<number>`count(distinct ${syncs.channelId})::int` })
					.from(syncs)
					.where(isNull(syncs.endedAt));
				const hasLease = gt(webSubs.leaseUntil, now());
				const [refused] = await query
					.select({ error: webSubs.error })
					.from(webSubs)
					.where(and(eq(webSubs.state, 'refused'), sql`${hasLease} is not true`))
					.orderBy(desc(webSubs.askedAt))
					.limit(1);
				return {
					wanted: followed?.n ?? 0,
					active: await query.$count(webSubs, and(isNotEnding, hasLease)),
					lastError: refused?.error ?? null,
				};
			}),
	};
}

const kept = z.object({ secret: z.string() });

/** 256 random bits, good in a URL; the hub takes secrets of up to 200 bytes. */
function newSecret(): string {
	return randomBytes(32).toString('base64url');
}

/** Spelled out, so that no later column gets outside unseen. */
function viewOf(row: typeof webSubs.$inferSelect): WebSub {
	const { channelId, token, state, leaseUntil, askedAt, error } = row;
	return { channelId, token, state, leaseUntil, askedAt, error };
}
