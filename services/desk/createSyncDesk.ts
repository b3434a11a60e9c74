import { Problem } from '../../lib/errors';
import type { Log } from '../log';
import type { Store } from '../store/store';
import type { Channel, Sync } from '../store/syncs/syncs';
import type { Engine } from '../temporal/engine';
import type { TikTokAccounts } from '../tiktok/tiktok';
import type { SyncDesk } from './syncDesk';
import { changeSync } from './syncs/changeSync';
import { createNewSync } from './syncs/newSync';
import { createPreviewSyncs } from './syncs/previewSyncs';
import { createScheduler } from './syncs/scheduler';
import { createSweepSyncs } from './syncs/sweepSyncs';
import { createSyncViews } from './syncs/syncViews';
import { viewOfRun } from './viewOfSync';

export interface SyncDeskDeps {
	store: Store;
	engine: Engine;
	tiktok: Pick<TikTokAccounts, 'scopesOf'>;
	log: Log;
	now?: () => Date;
}

const mostRuns = 50;

/** The one place where people's wishes about syncs become rows, Schedules and looks. */
export function createSyncDesk({ now = () => new Date(), ...given }: SyncDeskDeps): SyncDesk {
	const deps = { ...given, now, scheduler: createScheduler(given) };
	const { store, scheduler } = deps;
	const views = createSyncViews(deps);
	const previews = createPreviewSyncs(deps);
	const newSync = createNewSync(deps);

	async function rowOf(id: string): Promise<Sync> {
		const sync = await store.syncs.get(id);
		if (sync) return sync;
		throw new Problem('not_found', 'There is no sync with this id: look at the list.');
	}

	async function withChannel(id: string): Promise<{ sync: Sync; channel: Channel }> {
		const sync = await rowOf(id);
		const channel = await store.syncs.channel(sync.channelId);
		if (!channel) throw new Error(`Sync ${id} has no channel.`);
		return { sync, channel };
	}

	async function told(sync: Sync) {
		await scheduler.tell(sync);
		return views.sync(sync);
	}

	return {
		async create(request, by) {
			const { sync, created, notice } = await newSync(request, by);
			return { sync: await views.sync(sync), created, notice };
		},

		async list({ account, ...page }) {
			const ofAccount = account && { accountId: (await store.accounts.find(account)).id };
			const { items, nextCursor } = await store.syncs.list({ ...page, ...ofAccount });
			return { items: await Promise.all(items.map((sync) => views.sync(sync))), nextCursor };
		},

		get: async (id) => views.sync(await rowOf(id)),
		change: async (id, changes, by) =>
			told(await changeSync(deps, await withChannel(id), changes, by)),
		pause: async (id, note) => told(await store.syncs.pause(id, note)),
		resume: async (id) => told(await store.syncs.resume(id)),

		async run(id) {
			const sync = await rowOf(id);
			if (sync.isPaused) {
				throw new Problem('sync_paused', 'This sync is paused: resume it first.');
			}
			if (sync.needsPerson) {
				throw new Problem(
					'sync_paused',
					`This sync waits for a person, then it is to be resumed. ${sync.error?.message ?? ''}`,
				);
			}
			await scheduler.trigger(sync);
			return views.sync(sync);
		},

		async remove(id) {
			const sync = await rowOf(id);
			await store.syncs.end(id);
			await scheduler.tell({ ...sync, endedAt: now(), version: sync.version + 1 });
		},

		async decisions(id, filter) {
			const { sync, channel } = await withChannel(id);
			const page = await store.syncs.decisions({ syncId: id, ...filter });
			const items = page.items.map((row) => views.decision(sync, channel, row));
			return { items: await Promise.all(items), nextCursor: page.nextCursor };
		},

		async runs(id) {
			await rowOf(id);
			return (await store.syncs.runs(id, mostRuns)).map(viewOfRun);
		},

		preview: (request) => previews.ofRequest(request),
		async previewOf(id, count) {
			const { sync, channel } = await withChannel(id);
			return previews.ofSync(sync, channel, count);
		},
		async captionFor(id, video) {
			const { sync, channel } = await withChannel(id);
			return previews.caption(sync, channel, video);
		},

		sweep: createSweepSyncs(deps),
	};
}
