import { eventId } from '../../lib/events/eventId';
import { eventOfState, stateOfEvent, type EventType } from '../../lib/events/eventTypes';
import type { EventView } from '../../lib/events/eventView';
import { readView } from '../desk/viewsOfReposts';
import type { RepostEvent, Store } from '../store/store';

/** The feed as others see it: what happened after `after`, oldest first, and where to go on. */
export async function readEvents(
	store: Store,
	filter: { after: number; types: readonly EventType[]; accountId?: string; limit: number },
): Promise<{ items: EventView[]; upTo: number }> {
	const { after, types, accountId, limit } = filter;
	const states = types.map(stateOfEvent);
	const { events, upTo } = await store.events.since({ after, states, accountId, limit });
	const views = await Promise.all(events.map((event) => viewOfEvent(store, event)));
	return { items: views.filter((view) => view !== null), upTo };
}

async function viewOfEvent(store: Store, event: RepostEvent): Promise<EventView | null> {
	const type = eventOfState(event.state);
	if (!type) return null;
	const { accountId, nextStep } = event;
	const repost = await store.reposts.get(event.repostId);
	const account = await store.accounts.get(accountId);
	const view = repost && account ? await readView(store, repost, account) : null;
	return {
		id: eventId(event.id),
		...{ type, accountId, nextStep },
		at: event.at.toISOString(),
		repost: view,
		caption: view?.caption ?? null,
	};
}
