import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { textOf } from '../../transport/textOf';

export const repostId: INodeProperties = {
	displayName: 'Repost ID',
	name: 'repostId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. a7Q2mX4v.aqz-KE-bpKQ',
	description: 'The ID that Start, Get Many and the trigger give',
};

/** The path of the repost that this item names. */
export function repostPath(this: IExecuteFunctions, itemIndex: number): string {
	const id = textOf(this.getNodeParameter('repostId', itemIndex)).trim();
	return `/reposts/${encodeURIComponent(id)}`;
}
