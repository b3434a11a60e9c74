import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import type { RepostState } from '../../../../lib/posting/states';
import { askFourteenMs } from '../../transport/askFourteenMs';
import { objectOf } from '../../transport/objectOf';
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
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		displayOptions: { show: { returnAll: [false] } },
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
	},
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

/** The API's largest page. */
const pageSize = 100;

export async function execute(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	const filters = objectOf(this.getNodeParameter('filters', itemIndex, {}));
	const returnAll = this.getNodeParameter('returnAll', itemIndex);
	const wanted = returnAll ? Infinity : this.getNodeParameter('limit', itemIndex);
	const found: IDataObject[] = [];
	let cursor: string | null = null;
	do {
		const limit = Math.min(pageSize, wanted - found.length);
		const qs: IDataObject = { ...given(filters), limit, ...(cursor ? { cursor } : {}) };
		const page = await askFourteenMs.call(this, 'GET', '/reposts', { qs, itemIndex });
		found.push(...((page.items ?? []) as IDataObject[]));
		cursor = typeof page.nextCursor === 'string' ? page.nextCursor : null;
	} while (cursor !== null && found.length < wanted);
	return found.map((repost) => ({ json: shaped.call(this, repost, itemIndex) }));
}

function given(filters: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== ''));
}
