import { isDeepStrictEqual } from 'node:util';
import { and, eq, inArray, or } from 'drizzle-orm';
import { reasonsToRedecide } from '../../../lib/sync/rulesChanged';
import type { SyncRules } from '../../../lib/sync/syncRules';
import type { Queries } from '../database';
import { syncVideos } from '../syncSchema';
import type { Sync } from './syncs';

/** Puts back what the changed rules may decide otherwise; part of the transaction that changes them. */
export async function redecide(
	tx: Queries,
	{ id, rules: before }: Pick<Sync, 'id' | 'rules'>,
	after: SyncRules,
	at: Date,
): Promise<void> {
	if (isDeepStrictEqual(before, after)) return;
	const reasons = reasonsToRedecide(before, after);
	const isSkippedByThem = and(
		eq(syncVideos.state, 'skipped'),
		inArray(syncVideos.reason, reasons),
	);
	await tx
		.update(syncVideos)
		.set({
			...{ state: 'undecided', reason: 'new', lookAgainAt: at, looks: 0, decidedAt: at },
			sentence: 'The rules have changed: it is decided on anew.',
		})
		.where(
			and(
				eq(syncVideos.syncId, id),
				or(
					eq(syncVideos.state, 'waiting'),
					reasons.length > 0 ? isSkippedByThem : undefined,
				),
			),
		);
	// The time for which it was put off hangs on a rule.
	await tx
		.update(syncVideos)
		.set({ lookAgainAt: at })
		.where(
			and(
				eq(syncVideos.syncId, id),
				eq(syncVideos.state, 'undecided'),
				eq(syncVideos.reason, 'too_young'),
			),
		);
}
