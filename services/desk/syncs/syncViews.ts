import { nextLookMs } from '../../../lib/sync/rhythm';
import type { DecisionView, SyncView } from '../../../lib/sync/syncView';
import { renderCaption } from '../../captions/renderCaption';
import type { Store } from '../../store/store';
import type { Channel, Sync, SyncVideo } from '../../store/syncs/syncs';
import { captionShown } from '../viewOfRepost';
import { viewOfDecision, viewOfSync } from '../viewOfSync';

interface Deps {
	store: Store;
	now: () => Date;
}

/** Syncs and decisions as everyone outside sees them. */
export function createSyncViews({ store, now }: Deps) {
	return {
		async sync(sync: Sync): Promise<SyncView> {
			const account = await store.accounts.get(sync.accountId);
			const channel = await store.syncs.channel(sync.channelId);
			if (!account || !channel) throw new Error(`Sync ${sync.id} has no account or channel.`);
			const [lastRun = null] = await store.syncs.runs(sync.id, 1);
			const counts = await store.syncs.counts(sync.id);
			const nextRunAt = nextRunOf(sync);
			const posts = await store.readbacks.sumsOfSync(sync.id);
			return viewOfSync({ sync, channel, account, counts, lastRun, nextRunAt, posts });
		},

		async decision(sync: Sync, channel: Channel, row: SyncVideo): Promise<DecisionView> {
			const repost = row.repostId === null ? null : await store.reposts.get(row.repostId);
			const caption = repost ? captionShown(repost) : await captionOf(sync, channel, row);
			return viewOfDecision(row, repost, caption);
		},
	};

	/** From the clock alone: a list cannot ask Temporal for each. */
	function nextRunOf({ id, everyMinutes, isPaused, needsPerson }: Sync): Date | null {
		if (isPaused || needsPerson) return null;
		return new Date(nextLookMs(id, everyMinutes, now().getTime()));
	}
}

/** Of one that waits for its turn; null where none would be made. */
async function captionOf(sync: Sync, channel: Channel, row: SyncVideo): Promise<string | null> {
	if (row.state !== 'waiting') return null;
	return renderCaption(sync.captions, row.video, channel).catch(() => null);
}
