import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { askFourteenMs } from '../../transport/askFourteenMs';
import { syncPath } from './syncId';

export const description = [];

export async function execute(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	const path = syncPath.call(this, itemIndex);
	return [{ json: await askFourteenMs.call(this, 'DELETE', path, { itemIndex }) }];
}
