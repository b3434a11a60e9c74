import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { textOf } from '../../transport/textOf';

export const syncId: INodeProperties = {
	displayName: 'Channel Sync ID',
	name: 'syncId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. a7Q2mX4v',
	description: 'The ID that Create and Get Many give',
};

/** The path of the sync that this item names. */
export function syncPath(this: IExecuteFunctions, itemIndex: number): string {
	const id = textOf(this.getNodeParameter('syncId', itemIndex)).trim();
	return `/syncs/${encodeURIComponent(id)}`;
}
