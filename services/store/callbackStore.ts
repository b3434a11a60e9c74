import { and, eq, isNull, lt, ne, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Sealer } from '../sealing';
import { callbacks } from './clientSchema';
import { after, type Database } from './database';
import type { Callback, CallbackStore } from './deliveries';

const keepMs = 30 * 24 * 60 * 60_000;

export function createCallbackStore(db: Database, sealer: Sealer): CallbackStore {
	const list = (condition: ReturnType<typeof and>) =>
		db.read(async (query) =>
			(await query.select().from(callbacks).where(condition)).map(withoutSecret),
		);
	const isWaiting = eq(callbacks.state, 'waiting');

	return {
		async add({ id, accountId, repostIds, until, url, secret }) {
			const sealed = await sealer.seal({ url, secret });
			const [row] = await db.write((tx) =>
				tx
					.insert(callbacks)
					.values({ id, accountId, repostIds, until, sealed, state: 'waiting' })
					.returning(),
			);
			if (!row) throw new Error('A new callback was not stored.');
			return withoutSecret(row);
		},

		async get(id) {
			const [found] = await list(eq(callbacks.id, id));
			return found ?? null;
		},

		async target(id) {
			const [row] = await db.read((query) =>
				query.select().from(callbacks).where(eq(callbacks.id, id)),
			);
			return row ? target.parse(await sealer.open(row.sealed)) : null;
		},

		async markStarted(id) {
			await db.write((tx) =>
				tx
					.update(callbacks)
					.set({ startedAt: sql`now()` })
					.where(and(eq(callbacks.id, id), isNull(callbacks.startedAt))),
			);
		},

		unstarted: () => list(and(isWaiting, isNull(callbacks.startedAt))),
		waiting: () => list(isWaiting),

		async noteAttempt(id, lastError) {
			await db.write((tx) =>
				tx
					.update(callbacks)
					.set({ attempts: sql`${callbacks.attempts} + 1`, lastError })
					.where(eq(callbacks.id, id)),
			);
		},

		async finish(id, state) {
			await db.write((tx) =>
				tx
					.update(callbacks)
					.set({ state, finishedAt: sql`now()` })
					.where(and(eq(callbacks.id, id), isWaiting)),
			);
		},

		async prune() {
			await db.relaxed((tx) =>
				tx
					.delete(callbacks)
					.where(
						and(
							ne(callbacks.state, 'waiting'),
							lt(callbacks.finishedAt, after(-keepMs)),
						),
					),
			);
		},
	};
}

const target = z.object({ url: z.string(), secret: z.string() });

/** Spelled out, so that no later column gets outside unseen. */
function withoutSecret(row: typeof callbacks.$inferSelect): Callback {
	const { id, accountId, repostIds, until, state, attempts, lastError } = row;
	const { startedAt, createdAt, finishedAt } = row;
	return {
		...{ id, accountId, repostIds, until, state, attempts, lastError },
		...{ startedAt, createdAt, finishedAt },
	};
}
