import { and, eq, gt, or, sql } from 'drizzle-orm';
import { decideLane } from '../../../lib/posting/lane/decideLane';
import type { Slot } from '../../../lib/posting/lane/laneFacts';
import { isFinal } from '../../../lib/posting/states';
import type { Queries } from '../database';
import { lanePlaces } from '../laneSchema';
import { reposts } from '../schema';
import { change, isOpen, rowOf } from '../reposts/rows';
import type { Asked } from './lanes';
import { readLane } from './readLane';
import { lockLane, takeSlot } from './slots';

/** Enough to know whether it is this one's turn: everyone with a place, and more who wait than there are places. */
const most = 200;
/** YouTube takes an address that looks up many videos an hour for a bot. */
const looksAnHour = 50;

const granted: Asked = { isGranted: true, mayLook: true, inMs: null };

export async function askForSlot(
	tx: Queries,
	{ id, attempt, slot, isFirst }: { id: string; attempt: number; slot: Slot; isFirst: boolean },
	atOnce: number,
): Promise<Asked> {
	const { accountId } = await rowOf(tx, id);
	await lockLane(tx, accountId);
	const [repost] = await tx.select().from(reposts).where(eq(reposts.id, id)).for('update');
	// Whoever is over finds out by itself; after the point of no return waiting would help nobody.
	if (!repost || repost.attempt !== attempt || isFinal(repost.state)) return granted;
	if (repost.committedAt !== null) return granted;

	await stand(tx, { id, accountId, attempt, slot });
	const { facts } = await readLane(tx, accountId, { most, atOnce, askingId: id });
	const own = facts.inLane.find((one) => one.id === id);
	if (own && (slot === 'post' ? own.hasPost : own.hasWork)) return granted;
	const { grants, waits } = decideLane(facts);
	const grant = grants.find((one) => one.id === id);
	if (grant) {
		await takeSlot(tx, grant);
		return granted;
	}
	const wait = waits.find((one) => one.id === id);
	const mayLook = isFirst && (await looksOf(tx, accountId)) <= looksAnHour;
	if (!mayLook) await queue(tx, { id, attempt }, wait?.sentence ?? manyWait);
	return {
		...{ isGranted: false, mayLook },
		inMs: wait?.atMs == null ? null : Math.max(0, wait.atMs - facts.nowMs),
	};
}

const manyWait = 'Many reposts of this account wait before it.';

/** A place in the lane, without slots; one of an earlier attempt is made anew. */
async function stand(
	tx: Queries,
	{
		id,
		accountId,
		attempt,
		slot,
	}: { id: string; accountId: string; attempt: number; slot: Slot },
): Promise<void> {
	const isNew = sql`${lanePlaces.attempt} <> ${attempt}`;
	await tx
		.insert(lanePlaces)
		.values({ repostId: id, accountId, attempt, wants: slot })
		.onConflictDoUpdate({
			target: lanePlaces.repostId,
			set: {
				...{ attempt, wants: slot },
				askedAt: sql`case when ${isNew} then now() else ${lanePlaces.askedAt} end`,
				workSlotAt: sql`case when ${isNew} then null else ${lanePlaces.workSlotAt} end`,
				postSlotAt: sql`case when ${isNew} then null else ${lanePlaces.postSlotAt} end`,
			},
		});
}

async function looksOf(tx: Queries, accountId: string): Promise<number> {
	return tx.$count(
		lanePlaces,
		and(
			eq(lanePlaces.accountId, accountId),
			gt(lanePlaces.askedAt, sql`clock_timestamp() - interval '1 hour'`),
		),
	);
}

async function queue(
	tx: Queries,
	{ id, attempt }: { id: string; attempt: number },
	nextStep: string,
): Promise<void> {
	const isNew = or(
		sql`${reposts.state} <> 'queued'`,
		sql`${reposts.error} is not null`,
		sql`${reposts.nextStep} is distinct from ${nextStep}`,
	);
	await change(
		tx,
		id,
		[eq(reposts.attempt, attempt), isOpen, isNew],
		{ state: 'queued', nextStep, error: null, doneBytes: null, totalBytes: null },
		() => ({ type: 'repost.state', data: { state: 'queued', attempt, nextStep } }),
	);
}
