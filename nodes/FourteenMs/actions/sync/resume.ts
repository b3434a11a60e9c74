import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { askFourteenMs } from '../../transport/askFourteenMs';
import { shaped } from './simplify';
import { syncPath } from './syncId';

export const description = [];

export async function execute(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	const path = `${syncPath.call(this, itemIndex)}/resume`;
	const sync = await askFourteenMs.call(this, 'POST', path, { itemIndex });
	return [{ json: shaped.call(this, sync, itemIndex) }];
}
