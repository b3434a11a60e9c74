import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import type { RepostState } from '../../../../lib/posting/states';
import { objectOf } from '../../transport/objectOf';
import { everyPage, pageFields } from '../everyPage';
import { shaped } from './simplify';

const states: { name: string; value: RepostState }[] = [
	{ name: 'Awaiting Review', value: 'awaitingReview' },
	{ name: 'Cancelled', value: 'cancelled' },
	{ name: 'Delivered to TikTok Inbox', value: 'delivered' },
	{ name: 'Downloading', value: 'downloading' },
	{ name: 'Failed', value: 'failed' },
	{ name: 'Needs Attention', value: 'needsAttention' },
	{ name: 'Preparing', value: 'preparing' },
	{ name: 'Processing at TikTok', value: 'processing' },
	{ name: 'Published', value: 'published' },
	{ name: 'Queued', value: 'queued' },
	{ name: 'Resolving', value: 'resolving' },
	{ name: 'Uploading', value: 'uploading' },
];

export const description: INodeProperties[] = [
	...pageFields,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: [
			{
				displayName: 'State',
				name: 'state',
				type: 'options',
				options: states,
				default: 'published',
				description: 'Where the repost is now',
			},
			{
				displayName: 'YouTube Video',
				name: 'video',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://www.youtube.com/shorts/aqz-KE-bpKQ',
				description: 'The URL or ID of the Short',
			},
		],
	},
];

export async function execute(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	const filters = given(objectOf(this.getNodeParameter('filters', itemIndex, {})));
	const found = await everyPage.call(this, '/reposts', filters, itemIndex);
	return found.map((repost) => ({ json: shaped.call(this, repost, itemIndex) }));
}

function given(filters: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== ''));
}
