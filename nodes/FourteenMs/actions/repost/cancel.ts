import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { askFourteenMs } from '../../transport/askFourteenMs';
import { repostPath } from './repostId';
import { shaped } from './simplify';

export const description = [];

export async function execute(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	const path = `${repostPath.call(this, itemIndex)}/cancel`;
	const repost = await askFourteenMs.call(this, 'POST', path, { itemIndex });
	return [{ json: shaped.call(this, repost, itemIndex) }];
}
