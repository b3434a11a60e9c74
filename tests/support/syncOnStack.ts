import type { Sync } from '../../services/store/syncs/syncs';
import type { SyncRequestInput } from '../../lib/sync/syncView';
import { syncRequest } from '../../lib/sync/syncView';
import { newVideo } from '../services/store/syncs/syncSamples';
import type { ChannelVideo } from '../../lib/youtube/channelVideo';
import type { Recipe } from '../../sandbox/samples/recipes';
import type { Creator, Stack } from './stack';
import type { ScriptedDiscovery } from './scriptedDiscovery';
import { until } from './until';

let channels = 0;

/** Syncs on a stack whose YouTube has the channels that the test tells. */
export function syncOnStack(stack: Stack, discovery: ScriptedDiscovery) {
	const { store } = stack.services;

	return {
		/** A creator who follows an empty channel of their own, made as by the API, after its first look. */
		async follow(
			request: Partial<SyncRequestInput> = {},
		): Promise<{ sync: Sync; creator: Creator }> {
			const creator = await stack.newCreator();
			const channelId = `UC${String(++channels).padStart(22, '0')}`;
			discovery.add({ channelId });
			const wanted = syncRequest.parse({
				...{ account: creator.account, channel: channelId, ownContent: true, ...request },
			});
			const made = await stack.syncs.create(wanted, 'operator (API)');
			const sync = await until('the first look', async () => {
				const row = await store.syncs.get(made.sync.id);
				return row?.lastRunAt && row;
			});
			return { sync, creator };
		},

		/** The sample as a Short that was just published on the sync's channel. */
		publish({ channelId }: Sync, sample: Recipe, given: Partial<ChannelVideo> = {}): void {
			const { id: videoId, title, description, durationSec } = sample;
			const facts = { videoId, title, description, durationSec };
			const rest = discovery.videos.get(channelId) ?? [];
			discovery.videos.set(channelId, [newVideo({ ...facts, ...given }), ...rest]);
		},

		/** One look beside the Schedule's, to its end; resolves to the id of its workflow. */
		async look({ id: syncId }: Pick<Sync, 'id'>): Promise<string> {
			const workflowId = `look-${syncId}-${++looks}`;
			const place = { taskQueue: '14ms', workflowId };
			await stack.client.workflow.execute('syncChannel', { ...place, args: [{ syncId }] });
			return workflowId;
		},
	};
}

let looks = 0;
