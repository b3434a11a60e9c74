import { isFinal } from '../../lib/posting/states';
import type { Store } from '../store/store';

/** Is none of them under way? One that needs a person counts as settled: somebody has to hear of it. */
export async function areSettled(store: Store, repostIds: string[]): Promise<boolean> {
	for (const id of repostIds) {
		const repost = await store.reposts.get(id);
		if (repost && repost.state !== 'needsAttention' && !isFinal(repost.state)) return false;
	}
	return true;
}
