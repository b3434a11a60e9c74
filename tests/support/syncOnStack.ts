import { syncRequest, type SyncRequestInput } from '../../lib/sync/syncView';
import type { ShelfVideo, VideoInput } from '../../sandbox/youtube/channels/channel';
import type { Sync } from '../../services/store/syncs/syncs';
import type { Creator, Stack } from './stack';
import { until } from './until';

let looks = 0;

/** Channels of the YouTube stand-in, and syncs that follow them. */
export function syncOnStack(stack: Stack) {
	const { store } = stack.services;
	const { channels } = stack.youtube;

	return {
		/** A creator who follows an empty channel of their own, made as by the API, after its first look. */
		async follow(
			request: Partial<SyncRequestInput> = {},
		): Promise<{ sync: Sync; creator: Creator }> {
			const creator = await stack.newCreator();
			const { id } = channels.add({ title: 'Ana' });
			const wanted = syncRequest.parse({
				...{ account: creator.account, channel: id, ownContent: true, ...request },
			});
			const made = await stack.syncs.create(wanted, 'operator (API)');
			const sync = await until('the first look', async () => {
				const row = await store.syncs.get(made.sync.id);
				return row?.lastRunAt && row;
			});
			return { sync, creator };
		},

		/** A new Short on the sync's channel, with the files of the first sample. */
		publish: ({ channelId }: Sync, input: VideoInput = {}): ShelfVideo =>
			channels.publish(channelId, input),

		/** One look beside the Schedule's, to its end; resolves to the id of its workflow. */
		async look({ id: syncId }: Pick<Sync, 'id'>): Promise<string> {
			const workflowId = `look-${syncId}-${++looks}`;
			const place = { taskQueue: '14ms', workflowId };
			await stack.client.workflow.execute('syncChannel', { ...place, args: [{ syncId }] });
			return workflowId;
		},
	};
}
