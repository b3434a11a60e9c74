import { and, eq, isNull } from 'drizzle-orm';
import { Problem } from '../../../lib/errors';
import type { Queries } from '../database';
import { syncs } from '../syncSchema';
import type { Sync } from './syncs';

/** Held to the end of the transaction, so that two changes of one sync come one after the other. Problem not_found. */
export async function lockSync(tx: Queries, id: string): Promise<Sync> {
	const [sync] = await tx
		.select()
		.from(syncs)
		.where(and(eq(syncs.id, id), isNull(syncs.endedAt)))
		.for('update');
	if (!sync) throw noSync();
	return sync;
}

/** Problem not_found. */
export function there(sync: Sync | undefined): Sync {
	if (!sync) throw noSync();
	return sync;
}

function noSync(): Problem {
	return new Problem('not_found', 'There is no sync with this id: look at the list.');
}
