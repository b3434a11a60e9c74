import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { askFourteenMs } from '../transport/askFourteenMs';
import { objectOf } from '../transport/objectOf';
import { textOf } from '../transport/textOf';

/** The channel's newest video as the event that it would be, without that anything is followed. */
export async function sampleShort(this: IPollFunctions): Promise<IDataObject | null> {
	const answer = await askFourteenMs.call(this, 'POST', '/syncs/preview', {
		body: {
			channel: textOf(this.getNodeParameter('channel', '')).trim(),
			action: 'announce',
			count: 1,
			rules: { backfill: 'all' },
			// A preview has no field for the description.
			captions: { template: '{{ description }}', hashtags: { drop: [] } },
		},
	});
	const [item] = (answer.items ?? []) as IDataObject[];
	if (!item) return null;
	const { video, url, title, publishedAt, caption } = item;
	const { id: channelId, title: channel } = objectOf(answer.channel);
	return {
		...{ id: `sample-${textOf(video)}`, type: 'short.found', at: publishedAt, accountId: null },
		short: {
			...{ video, url, title, description: caption, publishedAt },
			...{ channelId, channel, syncId: null },
		},
		...{ repost: null, nextStep: null, caption: null },
	};
}
