import type { Check } from '../../lib/doctor/check';
import { youTubeKeyCheck } from '../../lib/doctor/youTubeKeyCheck';
import { lookMemory } from '../../lib/sync/lookMemory';
import type { Settings } from '../settings';
import type { Store } from '../store/store';
import { attempt } from './attempt';

const name = { id: 'settings.youTubeKey', group: 'settings', title: 'YouTube key' } as const;

/** Does YouTube take the key? As the newest look of a sync was told; asking costs quota. Null without a key. */
export async function checkYouTubeKey(
	store: Pick<Store, 'syncs'>,
	{ youtube }: Pick<Settings, 'youtube'>,
): Promise<Check | null> {
	if (youtube.apiKey === null) return null;
	return attempt(name, async () => {
		const sync = await store.syncs.lastLooked();
		return youTubeKeyCheck(name, sync && lookMemory.parse(sync.memory).failing);
	});
}
