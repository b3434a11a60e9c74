import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Grant, Wait } from '../../../lib/posting/lane/laneFacts';
import { isFinal } from '../../../lib/posting/states';
import type { Queries } from '../database';
import { lanePlaces } from '../laneSchema';
import { reposts } from '../schema';
import { isOpen } from '../reposts/rows';
import type { Repost } from '../reposts/reposts';

/** Decisions on one account's lane are made one after the other; held to the end of the transaction. */
export async function lockLane(tx: Queries, accountId: string): Promise<void> {
	await tx.execute(
		sql`select pg_advisory_xact_lock(hashtextextended(${`lane ${accountId}`}, 0))`,
	);
}

/** Gives the slot, if the repost still waits: it may have been cancelled since it was read. */
export async function giveSlot(tx: Queries, grant: Grant, attempt: number): Promise<boolean> {
	const [repost] = await tx
		.update(reposts)
		.set({ nextStep: null, updatedAt: sql`now()` })
		.where(
			and(
				eq(reposts.id, grant.id),
				eq(reposts.attempt, attempt),
				eq(reposts.state, 'queued'),
				isNull(reposts.cancelRequestedAt),
			),
		)
		.returning({ id: reposts.id });
	if (repost) await takeSlot(tx, grant);
	return repost !== undefined;
}

export async function takeSlot(tx: Queries, { id, slot }: Grant): Promise<void> {
	const workSlotAt = sql`coalesce(${lanePlaces.workSlotAt}, clock_timestamp())`;
	await tx
		.update(lanePlaces)
		.set(slot === 'work' ? { workSlotAt } : { workSlotAt, postSlotAt: sql`clock_timestamp()` })
		.where(eq(lanePlaces.repostId, id));
}

/** Their sentences, without an event for each: they may be a thousand. */
export async function tellWaiting(tx: Queries, waits: Wait[]): Promise<void> {
	if (!waits.length) return;
	const told = JSON.stringify(waits.map(({ id, sentence }) => ({ id, sentence })));
	await tx.execute(sql`
		update ${reposts} set next_step = told.sentence
		from jsonb_to_recordset(${told}::jsonb) as told(id text, sentence text)
		where ${reposts.id} = told.id and ${reposts.state} = 'queued' and ${reposts.error} is null
			and ${reposts.nextStep} is distinct from told.sentence`);
}

/** What a repost's new state does to its slots; part of the transaction that enters it. */
export async function releaseSlots(
	tx: Queries,
	{ id, attempt, state, error, committedAt }: Repost,
): Promise<void> {
	const waitsForSomethingElse =
		state === 'needsAttention' ||
		state === 'awaitingReview' ||
		(state === 'queued' && error !== null);
	const isOnItsWay = !waitsForSomethingElse && !isFinal(state) && state !== 'processing';
	if (isOnItsWay) return;
	// What may have been posted counts for spacing and caps.
	const isPosted = committedAt !== null || state === 'processing' || isPublished(state);
	await freeSlots(tx, id, attempt, !isPosted);
}

export async function freeSlots(
	tx: Queries,
	repostId: string,
	attempt: number,
	postToo: boolean,
): Promise<void> {
	await tx
		.update(lanePlaces)
		.set({ workSlotAt: null, ...(postToo ? { postSlotAt: null } : {}) })
		.where(and(eq(lanePlaces.repostId, repostId), eq(lanePlaces.attempt, attempt)));
}

/** For a holder that is no more: its workflow has ended without a word. */
export async function takeBack(tx: Queries, repostId: string, attempt: number): Promise<void> {
	const [row] = await tx
		.select()
		.from(reposts)
		.where(and(eq(reposts.id, repostId), eq(reposts.attempt, attempt), isOpen))
		.for('update');
	await freeSlots(tx, repostId, attempt, row?.committedAt == null);
}

function isPublished(state: Repost['state']): boolean {
	return state === 'published' || state === 'delivered';
}
