import type { Check } from '../../lib/doctor/check';
import { syncChecks } from '../../lib/doctor/syncChecks';
import type { Store } from '../store/store';
import { attempt } from './attempt';

const name = { id: 'syncs.all', group: 'syncs', title: 'Channels' } as const;

const mostShown = 20;

/** How the channels are that are followed, as their last looks left it. */
export async function checkSyncs(store: Pick<Store, 'syncs'>): Promise<Check[]> {
	const found = await attempt(name, async () =>
		syncChecks(await store.syncs.standing(mostShown)),
	);
	return [found].flat();
}
