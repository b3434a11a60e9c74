import type { Page } from '../../store/page';
import type { Store } from '../../store/store';
import type { Channel, Sync } from '../../store/syncs/syncs';

interface Followed {
	sync: Sync;
	channel: Channel;
}

/** What an account follows already. */
export async function followedBy(store: Store, accountId: string): Promise<Followed[]> {
	const followed: Followed[] = [];
	let cursor: string | null = null;
	do {
		const page: Page<Sync> = await store.syncs.list({
			...{ accountId, limit: 100 },
			...(cursor === null ? {} : { cursor }),
		});
		for (const sync of page.items) {
			const channel = await store.syncs.channel(sync.channelId);
			if (channel) followed.push({ sync, channel });
		}
		cursor = page.nextCursor;
	} while (cursor !== null);
	return followed;
}
