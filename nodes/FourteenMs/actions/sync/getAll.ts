import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { everyPage, pageFields } from '../everyPage';
import { shaped } from './simplify';

export const description = pageFields;

export async function execute(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	const found = await everyPage.call(this, '/syncs', {}, itemIndex);
	return found.map((sync) => ({ json: shaped.call(this, sync, itemIndex) }));
}
