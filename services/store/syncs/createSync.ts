import { isDeepStrictEqual } from 'node:util';
import { and, eq, sql } from 'drizzle-orm';
import type { Database, Queries } from '../database';
import { readableId } from '../readableId';
import { syncs } from '../syncSchema';
import { redecide } from './redecide';
import type { NewSync, Sync, SyncStore } from './syncs';

/** One row for each (account, channel, action), however many ask at once. */
export function createSync(
	db: Database,
	now: () => Date,
	wanted: NewSync,
): ReturnType<SyncStore['create']> {
	return db.write(async (tx) => {
		const at = now();
		const leaseUntil = leaseEnd(at, wanted.leaseMinutes);
		const [made] = await tx
			.insert(syncs)
			.values({
				...{ ...wanted, id: readableId(), leaseUntil },
				...{ since: wholeSecond(at), createdAt: at, updatedAt: at },
			})
			.onConflictDoNothing({ target: [syncs.accountId, syncs.channelId, syncs.action] })
			.returning();
		if (made) return { sync: made, created: true };
		const earlier = await lockEarlier(tx, wanted);
		if (earlier.endedAt !== null) {
			const sync = await takeUp(tx, earlier, wanted, at);
			return { sync, created: true, isTakenUp: true };
		}
		return { sync: await renew(tx, earlier, wanted, at), created: false };
	});
}

/** YouTube tells when something was published to the second: what came right after the sync is not from before it. */
function wholeSecond(at: Date): Date {
	return new Date(Math.floor(at.getTime() / 1_000) * 1_000);
}

function leaseEnd(at: Date, minutes: number | null): Date | null {
	return minutes === null ? null : new Date(at.getTime() + minutes * 60_000);
}

async function lockEarlier(tx: Queries, { accountId, channelId, action }: NewSync): Promise<Sync> {
	const [earlier] = await tx
		.select()
		.from(syncs)
		.where(
			and(
				eq(syncs.accountId, accountId),
				eq(syncs.channelId, channelId),
				eq(syncs.action, action),
			),
		)
		.for('update');
	if (!earlier) throw new Error('A sync that was just there is gone.');
	return earlier;
}

/**
 * With the new settings; what it knew of the channel stays, and `since`, so that nothing between is lost. Only what has
 * run out is not told afterwards of what nobody has waited for.
 */
async function takeUp(tx: Queries, earlier: Sync, wanted: NewSync, at: Date): Promise<Sync> {
	await redecide(tx, earlier, wanted, at);
	const hasRunOut = earlier.leaseUntil !== null && earlier.leaseUntil <= at;
	const isSame = isDeepStrictEqual(earlier.rules.backfill, wanted.rules.backfill);
	const [sync] = await tx
		.update(syncs)
		.set({
			...wanted,
			...{ leaseUntil: leaseEnd(at, wanted.leaseMinutes), endedAt: null },
			...{ pauseNote: null, error: null, needsPerson: false, updatedAt: at },
			...(isSame ? {} : { isBackfilled: false }),
			...(hasRunOut ? { since: wholeSecond(at) } : {}),
			version: sql`${syncs.version} + 1`,
		})
		.where(eq(syncs.id, earlier.id))
		.returning();
	if (!sync) throw new Error('A sync that was just there is gone.');
	return sync;
}

/** What stays for good does not become something that ends by itself. */
async function renew(tx: Queries, earlier: Sync, wanted: NewSync, at: Date): Promise<Sync> {
	if (earlier.leaseUntil === null) return earlier;
	const leaseUntil = leaseEnd(at, wanted.leaseMinutes);
	const isLonger = leaseUntil === null || leaseUntil > earlier.leaseUntil;
	if (!isLonger) return earlier;
	const [sync] = await tx
		.update(syncs)
		.set({ leaseUntil, leaseMinutes: wanted.leaseMinutes })
		.where(eq(syncs.id, earlier.id))
		.returning();
	return sync ?? earlier;
}
