import type { EventType } from '../../lib/events/eventTypes';
import type { EventView } from '../../lib/events/eventView';
import type { RepostView } from '../../lib/posting/view';
import { readView } from '../desk/viewsOfReposts';
import { readEvents } from '../events/readEvents';
import type { Store } from '../store/store';
import type { Caller } from './caller';
import { areSettled } from './settled';

/** What the delivering activities stand on. */
export interface Delivery {
	caller: Caller;
	/** Is this where a client returns to that is still allowed? */
	isOfClient(url: string): Promise<boolean>;
	areSettled(repostIds: string[]): Promise<boolean>;
	/** Null when there is no such repost. */
	viewOf(repostId: string): Promise<RepostView | null>;
	readEvents(filter: {
		after: number;
		types: readonly EventType[];
		accountId?: string;
		limit: number;
	}): Promise<{ items: EventView[]; upTo: number }>;
}

export function createDelivery(store: Store, caller: Caller): Delivery {
	return {
		caller,
		async isOfClient(url) {
			const { origin } = new URL(url);
			const allowed = (await store.oauth.clients()).filter(({ approvedAt }) => approvedAt);
			return allowed.some(({ redirectUris }) =>
				redirectUris.some((uri) => new URL(uri).origin === origin),
			);
		},
		areSettled: (repostIds) => areSettled(store, repostIds),
		readEvents: (filter) => readEvents(store, filter),
		async viewOf(repostId) {
			const repost = await store.reposts.get(repostId);
			const account = repost && (await store.accounts.get(repost.accountId));
			return account ? readView(store, repost, account) : null;
		},
	};
}
