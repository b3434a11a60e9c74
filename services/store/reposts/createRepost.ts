import { Problem } from '../../../lib/errors';
import { repostId } from '../../../lib/posting/repostId';
import { isFinal } from '../../../lib/posting/states';
import type { Database, Queries } from '../database';
import { reposts } from '../schema';
import type { NewRepost, Repost } from './reposts';
import { noteKey } from '../requestKeyStore';
import { addEvent, newestGeneration } from './rows';

/** One row for (account, video) however many ask at once; with `again` the next generation, once the last is final. */
export function createRepost(
	db: Database,
	wanted: NewRepost,
): Promise<{ repost: Repost; created: boolean }> {
	const attempt = () => db.write((tx) => create(tx, wanted));
	// The other request with this key has stored its repost by then: this time it is met.
	return attempt().catch((error: unknown) => {
		if (error instanceof KeyTaken) return attempt();
		throw error;
	});
}

/** Undoes the transaction; never leaves this file. */
class KeyTaken extends Problem {
	constructor() {
		super('internal', 'This request is being answered at the same moment.');
	}
}

async function create(
	tx: Queries,
	wanted: NewRepost,
): Promise<{ repost: Repost; created: boolean }> {
	// Locked, as by a retry of it.
	const last = await newestGeneration(tx, wanted, wanted.again);
	if (last && !(wanted.again && isFinal(last.state))) return { repost: last, created: false };
	const repost = await insert(tx, wanted, (last?.generation ?? 0) + 1);
	if (repost) {
		const answer = { repostId: repost.id, created: true, notice: null };
		const isFirst = !wanted.key || (await noteKey(tx, wanted.key, answer));
		if (!isFirst) throw new KeyTaken();
		return { repost, created: true };
	}
	// Another request was faster: its row is committed by now.
	const theirs = await newestGeneration(tx, wanted);
	if (!theirs) throw new Error('A repost that was just there is gone.');
	return { repost: theirs, created: false };
}

/** Undefined when the row is there already. */
async function insert(
	tx: Queries,
	wanted: NewRepost,
	generation: number,
): Promise<Repost | undefined> {
	const { accountId, videoId, posting, settings, ownContent, notBefore, priority } = wanted;
	const id = repostId(accountId, videoId, generation);
	const [repost] = await tx
		.insert(reposts)
		.values({
			...{ id, accountId, videoId, generation, posting, settings, ownContent },
			notBefore,
			priority,
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
