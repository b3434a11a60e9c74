import { eventId } from '../../lib/events/eventId';
import type { EventType } from '../../lib/events/eventTypes';
import type { EventView, FoundShort } from '../../lib/events/eventView';
import { shortUrl } from '../../lib/youtube/videoId';
import { readView } from '../desk/viewsOfReposts';
import type { FeedEvent } from '../store/events';
import type { Store } from '../store/store';

/** The feed as others see it: what happened after `after`, oldest first, and where to go on. */
export async function readEvents(
	store: Store,
	filter: { after: number; types: readonly EventType[]; accountId?: string; limit: number },
): Promise<{ items: EventView[]; upTo: number }> {
	const { events, upTo } = await store.events.since(filter);
	const items = await Promise.all(events.map((event) => viewOfEvent(store, event)));
	return { items, upTo };
}

async function viewOfEvent(store: Store, event: FeedEvent): Promise<EventView> {
	const { accountId } = event;
	const seen = { id: eventId(event.id), accountId, at: event.at.toISOString() };
	if (event.type === 'short.found') {
		const short = await foundShortOf(store, event.syncId, event.videoId);
		const none = { repost: null, nextStep: null, caption: null };
		return { ...seen, type: event.type, ...none, short };
	}
	const { type, nextStep } = event;
	const repost = await store.reposts.get(event.repostId);
	const account = await store.accounts.get(accountId);
	const view = repost && account ? await readView(store, repost, account) : null;
	return { ...seen, type, nextStep, repost: view, short: null, caption: view?.caption ?? null };
}

async function foundShortOf(
	store: Store,
	syncId: string,
	videoId: string,
): Promise<FoundShort | null> {
	const found = await store.syncs.found(syncId, videoId);
	if (!found) return null;
	const { video, publishedAt, channel } = found;
	return {
		...{ video: videoId, url: shortUrl(videoId), syncId },
		...{ title: video.title, description: video.description },
		publishedAt: publishedAt?.toISOString() ?? null,
		...{ channelId: channel.id, channel: channel.title },
	};
}
