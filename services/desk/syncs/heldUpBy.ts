import { instantMs } from '../../../lib/instantMs';
import type { Decision } from '../../../lib/sync/decision';
import { startOfDay } from '../../../lib/sync/startOfDay';
import { roomInRun } from '../../../lib/sync/turn';
import type { Store } from '../../store/store';
import type { Sync } from '../../store/syncs/syncs';

interface Chosen {
	publishedAt: string | null;
}

/** Why a run at this moment would let a chosen Short wait, even if it were the first in its turn. */
export async function heldUpBy(
	store: Store,
	{ id, accountId, action, rules, since }: Sync,
	now: Date,
): Promise<(short: Chosen) => Decision<'waiting'> | undefined> {
	const { timeZone } = (await store.lanes.get(accountId)).settings;
	const facts = {
		...{ rules, timeZone, now },
		doneToday: await store.syncs.doneSince(id, startOfDay(now, timeZone)),
		openReposts: action === 'announce' ? null : await store.syncs.openReposts(id),
		isBackfill: ({ publishedAt }: Chosen) => {
			const publishedMs = instantMs(publishedAt);
			return publishedMs !== null && publishedMs < since.getTime();
		},
	};
	return (short) => roomInRun({ ...facts, waiting: [short] }).later[0]?.decision;
}
