import { isDeepStrictEqual } from 'node:util';
import { and, eq, inArray, or } from 'drizzle-orm';
import type { DecisionReason } from '../../../lib/sync/decision';
import { reasonsToRedecide } from '../../../lib/sync/rulesChanged';
import type { Queries } from '../database';
import { syncVideos } from '../syncSchema';
import type { Sync } from './syncs';

type Deciding = Pick<Sync, 'rules' | 'captions'>;

/** The skips that other rules or captions may decide otherwise. */
export function skipsToRedecide(before: Deciding, after: Deciding): DecisionReason<'skipped'>[] {
	return [
		...reasonsToRedecide(before.rules, after.rules),
		...(isDeepStrictEqual(before.captions, after.captions)
			? []
			: (['caption_refused'] as const)),
	];
}

/** Puts back what the changed rules or captions may decide otherwise; part of the transaction that changes them. */
export async function redecide(
	tx: Queries,
	before: Deciding & Pick<Sync, 'id'>,
	after: Deciding,
	at: Date,
): Promise<void> {
	const areOtherRules = !isDeepStrictEqual(before.rules, after.rules);
	const reasons = skipsToRedecide(before, after);
	if (!areOtherRules && reasons.length === 0) return;
	const ofSync = eq(syncVideos.syncId, before.id);
	await tx
		.update(syncVideos)
		.set({
			...{ state: 'undecided', reason: 'new', lookAgainAt: at, looks: 0, decidedAt: at },
			sentence: 'The rules have changed: it is decided on anew.',
		})
		.where(
			and(
				ofSync,
				or(
					areOtherRules ? eq(syncVideos.state, 'waiting') : undefined,
					and(eq(syncVideos.state, 'skipped'), inArray(syncVideos.reason, reasons)),
				),
			),
		);
	if (!areOtherRules) return;
	// The time for which it was put off hangs on a rule.
	await tx
		.update(syncVideos)
		.set({ lookAgainAt: at })
		.where(and(ofSync, eq(syncVideos.state, 'undecided'), eq(syncVideos.reason, 'too_young')));
}
