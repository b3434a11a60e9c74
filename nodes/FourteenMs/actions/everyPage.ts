import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { askFourteenMs } from '../transport/askFourteenMs';

export const pageFields: INodeProperties[] = [
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
];

/** The API's largest page. */
const pageSize = 100;

/** As much of a list as 'Return All' and 'Limit' want. */
export async function everyPage(
	this: IExecuteFunctions,
	path: string,
	filters: IDataObject,
	itemIndex: number,
): Promise<IDataObject[]> {
	const returnAll = this.getNodeParameter('returnAll', itemIndex);
	const wanted = returnAll ? Infinity : this.getNodeParameter('limit', itemIndex);
	const found: IDataObject[] = [];
	let cursor: string | null = null;
	do {
		const limit = Math.min(pageSize, wanted - found.length);
		const qs: IDataObject = { ...filters, limit, ...(cursor ? { cursor } : {}) };
		const page = await askFourteenMs.call(this, 'GET', path, { qs, itemIndex });
		found.push(...((page.items ?? []) as IDataObject[]));
		cursor = typeof page.nextCursor === 'string' ? page.nextCursor : null;
	} while (cursor !== null && found.length < wanted);
	return found;
}
