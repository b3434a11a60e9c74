import { and, desc, eq, notInArray, sql, type SQL } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import { Problem } from '../../../lib/errors';
import { finalStates } from '../../../lib/posting/states';
import type { Queries } from '../database';
import { events, reposts } from '../schema';
import type { NewRepost, Repost } from './reposts';

/** Of 14ms alone: the number is arbitrary. */
const eventOrderLock = 1_400_000_001;

export const isOpen = notInArray(reposts.state, [...finalStates]);

/** Changes the row if it meets the conditions, and adds the event; null (and no event) if it does not. */
export async function change(
	tx: Queries,
	id: string,
	conditions: (SQL | undefined)[],
	set: PgUpdateSetSource<typeof reposts>,
	event: (row: Repost) => { type: string; data: Record<string, unknown> },
): Promise<Repost | null> {
	const [row] = await tx
		.update(reposts)
		.set({ ...set, updatedAt: sql`now()` })
		.where(and(eq(reposts.id, id), ...conditions))
		.returning();
	if (!row) return null;
	await addEvent(tx, row, event(row));
	return row;
}

export async function addEvent(
	tx: Queries,
	/** `id` of a repost; null: it is of the account alone. */
	{ id, accountId }: { id: string | null; accountId: string },
	{ type, data }: { type: string; data: Record<string, unknown> },
): Promise<void> {
	// Taken last in its transaction and held to the commit, so that ids appear in their order and a reader that has
	// seen one has seen all before it.
	await tx.execute(sql`select pg_advisory_xact_lock(${eventOrderLock})`);
	await tx.insert(events).values({ accountId, repostId: id, type, data });
}

/** Problem not_found. */
export async function rowOf(query: Queries, id: string): Promise<Repost> {
	const [row] = await query.select().from(reposts).where(eq(reposts.id, id));
	if (!row) throw new Problem('not_found', `There is no repost ${id}.`);
	return row;
}

/** Of the reposts of a Short to an account. */
export async function newestGeneration(
	tx: Queries,
	{ accountId, videoId }: Pick<NewRepost, 'accountId' | 'videoId'>,
	isLocked = false,
): Promise<Repost | undefined> {
	const newest = tx
		.select()
		.from(reposts)
		.where(and(eq(reposts.accountId, accountId), eq(reposts.videoId, videoId)))
		.orderBy(desc(reposts.generation))
		.limit(1);
	const [last] = await (isLocked ? newest.for('update') : newest);
	return last;
}
