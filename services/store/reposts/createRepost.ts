import { and, desc, eq } from 'drizzle-orm';
import { repostId } from '../../../lib/posting/repostId';
import { isFinal } from '../../../lib/posting/states';
import type { Database, Queries } from '../database';
import { reposts } from '../schema';
import type { NewRepost, Repost } from '../store';
import { addEvent } from './rows';

/** One row for (account, video) however many ask at once; with `again` the next generation, once the last is final. */
export function createRepost(
	db: Database,
	wanted: NewRepost,
): Promise<{ repost: Repost; created: boolean }> {
	return db.write(async (tx) => {
		const last = await lastGeneration(tx, wanted);
		if (last && !(wanted.again && isFinal(last.state))) return { repost: last, created: false };
		const repost = await insert(tx, wanted, (last?.generation ?? 0) + 1);
		if (repost) return { repost, created: true };
		// Another request was faster: its row is committed by now.
		const theirs = await lastGeneration(tx, wanted);
		if (!theirs) throw new Error('A repost that was just there is gone.');
		return { repost: theirs, created: false };
	});
}

async function lastGeneration(
	tx: Queries,
	{ accountId, videoId }: NewRepost,
): Promise<Repost | undefined> {
	const [last] = await tx
		.select()
		.from(reposts)
		.where(and(eq(reposts.accountId, accountId), eq(reposts.videoId, videoId)))
		.orderBy(desc(reposts.generation))
		.limit(1);
	return last;
}

/** Undefined when the row is there already. */
async function insert(
	tx: Queries,
	wanted: NewRepost,
	generation: number,
): Promise<Repost | undefined> {
	const { accountId, videoId, posting, settings, ownContent } = wanted;
	const id = repostId(accountId, videoId, generation);
	const [repost] = await tx
		.insert(reposts)
		.values({
			...{ id, accountId, videoId, generation, posting, settings, ownContent },
			state: 'resolving',
		})
		.onConflictDoNothing()
		.returning();
	if (repost) {
		const data = { posting, generation, state: repost.state };
		await addEvent(tx, repost, { type: 'repost.created', data });
	}
	return repost;
}
