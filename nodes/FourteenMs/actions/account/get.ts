import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { askFourteenMs } from '../../transport/askFourteenMs';

export const description: INodeProperties[] = [
	{
		displayName: 'Include What TikTok Allows Now',
		name: 'includeCreatorInfo',
		type: 'boolean',
		default: true,
		description:
			'Whether to ask TikTok for the privacy levels on offer, the longest video and what is turned off',
	},
];

export async function execute(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	const account = await askFourteenMs.call(this, 'GET', '/account', { itemIndex });
	if (this.getNodeParameter('includeCreatorInfo', itemIndex) !== true) return [{ json: account }];
	const creatorInfo = await askFourteenMs.call(this, 'GET', '/account/creator-info', {
		itemIndex,
	});
	return [{ json: { ...account, creatorInfo } }];
}
