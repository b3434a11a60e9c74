import { and, asc, eq, isNull, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { eventTypes } from '../../lib/events/eventTypes';
import type { Sealer } from '../sealing';
import { hooks } from './clientSchema';
import type { Database } from './database';
import type { Hook, HookStore, Owner } from './deliveries';

export function createHookStore(db: Database, sealer: Sealer): HookStore {
	const isActive = eq(hooks.state, 'active');

	return {
		async add({ secret, ...hook }) {
			const sealed = await sealer.seal({ secret });
			const [row] = await db.write((tx) =>
				tx
					.insert(hooks)
					.values({ ...hook, sealed, state: 'active' })
					.returning(),
			);
			if (!row) throw new Error('A new webhook was not stored.');
			return viewOf(row);
		},

		async get(id) {
			const [row] = await db.read((query) =>
				query
					.select()
					.from(hooks)
					.where(and(eq(hooks.id, id), isActive)),
			);
			return row ? viewOf(row) : null;
		},

		async secret(id) {
			const [row] = await db.read((query) =>
				query.select().from(hooks).where(eq(hooks.id, id)),
			);
			return row ? kept.parse(await sealer.open(row.sealed)).secret : null;
		},

		list: (owner) =>
			db.read(async (query) =>
				(
					await query
						.select()
						.from(hooks)
						.where(and(isActive, ownedBy(owner)))
						.orderBy(asc(hooks.createdAt), asc(hooks.id))
				).map(viewOf),
			),

		async remove(id) {
			await db.write((tx) =>
				tx.update(hooks).set({ state: 'deleted' }).where(eq(hooks.id, id)),
			);
		},

		async markStarted(id) {
			await db.write((tx) =>
				tx
					.update(hooks)
					.set({ startedAt: sql`now()` })
					.where(and(eq(hooks.id, id), isNull(hooks.startedAt))),
			);
		},

		async advance(id, cursor, delivered) {
			await db.write((tx) =>
				tx
					.update(hooks)
					.set({
						cursor,
						...(delivered ? { lastDeliveredAt: sql`now()`, lastError: null } : {}),
					})
					.where(and(eq(hooks.id, id), lt(hooks.cursor, cursor))),
			);
		},

		async noteError(id, lastError) {
			await db.write((tx) => tx.update(hooks).set({ lastError }).where(eq(hooks.id, id)));
		},
	};
}

const kept = z.object({ secret: z.string() });

function ownedBy(owner: Owner | undefined) {
	if (!owner) return undefined;
	const { accountId, clientId } = owner;
	return and(
		accountId === null ? isNull(hooks.accountId) : eq(hooks.accountId, accountId),
		clientId === null ? isNull(hooks.clientId) : eq(hooks.clientId, clientId),
	);
}

/** Spelled out, so that no later column gets outside unseen. */
function viewOf(row: typeof hooks.$inferSelect): Hook {
	const { id, accountId, clientId, url, cursor, state, lastError } = row;
	const { lastDeliveredAt, startedAt, createdAt } = row;
	return {
		...{ id, accountId, clientId, url, cursor, state, lastError },
		...{ lastDeliveredAt, startedAt, createdAt },
		types: eventTypes.filter((type) => row.types.includes(type)),
	};
}
