import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { askFourteenMs } from '../../transport/askFourteenMs';
import { textOf } from '../../transport/textOf';
import { shaped } from './simplify';
import { syncPath } from './syncId';

export const description: INodeProperties[] = [
	{
		displayName: 'Note',
		name: 'note',
		type: 'string',
		default: '',
		placeholder: 'e.g. On holiday',
		description: 'Why, for whoever wonders later',
	},
];

export async function execute(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	const path = `${syncPath.call(this, itemIndex)}/pause`;
	const note = textOf(this.getNodeParameter('note', itemIndex, '')).trim();
	const body = note === '' ? {} : { note };
	const sync = await askFourteenMs.call(this, 'POST', path, { body, itemIndex });
	return [{ json: shaped.call(this, sync, itemIndex) }];
}
