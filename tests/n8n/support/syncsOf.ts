import { z } from 'zod';
import { decisionView, syncView, type SyncView } from '../../../lib/sync/syncView';
import type { ShelfVideo, VideoInput } from '../../../sandbox/youtube/channels/channel';
import { until, type Bench } from './openBench';

const listed = z.object({ items: z.array(syncView) });
const decisions = z.object({ items: z.array(decisionView) });

/** 14ms's syncs as its operator sees them, beside n8n. */
export function syncsOf(the: () => Bench) {
	const syncs = {
		/** Null when it is not there (any more). */
		async of(channelId: string, action: SyncView['action']): Promise<SyncView | null> {
			const { items } = listed.parse(await the().operator('GET', '/syncs?limit=100'));
			const isMeant = (sync: SyncView) =>
				sync.channel.id === channelId && sync.action === action;
			return items.find(isMeant) ?? null;
		},

		async untilLooked(syncId: string): Promise<void> {
			await until(`the first look of ${syncId}`, async () => {
				const sync = await the().operator('GET', `/syncs/${syncId}`);
				return syncView.parse(sync).lastRunAt !== null;
			});
		},

		/** Publishes a Short; resolves when the sync has looked and decided. */
		async publish(
			sync: SyncView,
			input: VideoInput,
			state: 'announced' | 'requested',
		): Promise<ShelfVideo> {
			await syncs.untilLooked(sync.id);
			const video = the().channels.publish(sync.channel.id, input);
			await the().operator('POST', `/syncs/${sync.id}/run`);
			await until(`${video.id} to be ${state}`, async () => {
				const path = `/syncs/${sync.id}/decisions?state=${state}`;
				const { items } = decisions.parse(await the().operator('GET', path));
				return items.some((row) => row.video === video.id);
			});
			return video;
		},
	};
	return syncs;
}
