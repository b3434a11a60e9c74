import { and, desc, eq, gt, gte, lt, sql } from 'drizzle-orm';
import { limitWindowMs } from '../../lib/tiktok/limits';
import type { Database } from './database';
import { apiCalls, webSecrets } from './schema';
import type { CallStore } from './calls';

const minuteMs = 60_000;
/** How often an embedded database is vacuumed and checkpointed, so that neither its tables nor its WAL grow for ever. */
const tidyEveryMs = 60 * minuteMs;

/** Every moment here is the database's own, as several machines share the limits. */
export function createCallStore(db: Database, tidy: () => Promise<void>): CallStore {
	let tidiedAtMs = 0;

	return {
		take(key, perMinute) {
			const { provider, endpoint, accountId } = key;
			return db.relaxed(async (tx) => {
				if (perMinute !== null) {
					const lockName = JSON.stringify([provider, endpoint, accountId]);
					await tx.execute(
						sql`select pg_advisory_xact_lock(hashtextextended(${lockName}, 0))`,
					);
					const [blocking] = await tx
						.select({ waitMs })
						.from(apiCalls)
						.where(
							and(
								eq(apiCalls.provider, provider),
								eq(apiCalls.endpoint, endpoint),
								eq(apiCalls.accountId, accountId),
								gt(apiCalls.at, windowAgo),
							),
						)
						.orderBy(desc(apiCalls.at))
						.offset(perMinute - 1)
						.limit(1);
					if (blocking) return { ok: false, retryAfterMs: Math.max(1, blocking.waitMs) };
				}
				await tx.insert(apiCalls).values({ ...key, at: sql`clock_timestamp()` });
				return { ok: true };
			});
		},

		usage() {
			return db.read((query) =>
				query
					.select({
						provider: apiCalls.provider,
						endpoint: apiCalls.endpoint,
						accountId: apiCalls.accountId,
						lastMinute:
							sql`count(*) filter (where ${gt(apiCalls.at, aMinuteAgo)})`.mapWith(
								Number,
							),
						today: sql`count(*) filter (where ${gte(apiCalls.at, today)})`.mapWith(
							Number,
						),
					})
					.from(apiCalls)
					.where(sql`${apiCalls.at} >= least(${aMinuteAgo}, ${today})`)
					.groupBy(apiCalls.provider, apiCalls.endpoint, apiCalls.accountId)
					.orderBy(apiCalls.provider, apiCalls.endpoint, apiCalls.accountId),
			);
		},

		async prune() {
			await db.relaxed(async (tx) => {
				await tx.delete(apiCalls).where(lt(apiCalls.at, sql`now() - interval '2 days'`));
				await tx.delete(webSecrets).where(lt(webSecrets.expiresAt, sql`now()`));
			});
			if (performance.now() - tidiedAtMs < tidyEveryMs && tidiedAtMs > 0) return;
			tidiedAtMs = performance.now();
			await tidy();
		},
	};
}

const aMinuteAgo = sql`clock_timestamp() - interval '1 minute'`;
/** YouTube's quota begins anew at midnight in California. */
const today = sql`date_trunc('day', now(),
	case when ${apiCalls.provider} = 'youtube' then 'America/Los_Angeles' else 'UTC' end)`;
const limitWindow = sql`${limitWindowMs}::double precision * interval '1 millisecond'`;
const windowAgo = sql`clock_timestamp() - ${limitWindow}`;
const waitMs =
	sql`ceil(extract(epoch from ${apiCalls.at} + ${limitWindow} - clock_timestamp()) * 1000)`.mapWith(
		Number,
	);
