import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { askFourteenMs } from '../../transport/askFourteenMs';
import { objectOf } from '../../transport/objectOf';
import { textOf } from '../../transport/textOf';
import { byName, postOptions, settingsOf } from './postOptions';
import { privacyField } from './privacyField';
import { repostPath } from './repostId';
import { shaped } from './simplify';

export const description: INodeProperties[] = [
	{
		displayName: 'Video Hash',
		name: 'sha256',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.sha256 }}',
		description:
			"The 'sha256' of the video that the person saw. Leave it empty to approve the video as it is now.",
	},
	{
		displayName: 'Update Fields',
		name: 'updateFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'What is left out stays as it was asked for',
		options: byName([
			...postOptions,
			{
				displayName: 'Caption',
				name: 'caption',
				type: 'string',
				typeOptions: { rows: 4 },
				default: '',
				description: 'Replaces the caption',
			},
			privacyField,
		]),
	},
];

export async function execute(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	const path = repostPath.call(this, itemIndex);
	const { caption, privacy, ...options } = objectOf(
		this.getNodeParameter('updateFields', itemIndex, {}),
	);
	const body: IDataObject = {
		sha256: await hashToApprove.call(this, path, itemIndex),
		...(typeof caption === 'string' ? { caption } : {}),
		...(typeof privacy === 'string' && privacy !== '' ? { privacy } : {}),
		...settingsOf(options),
	};
	const repost = await askFourteenMs.call(this, 'POST', `${path}/approve`, { body, itemIndex });
	return [{ json: shaped.call(this, repost, itemIndex) }];
}

async function hashToApprove(
	this: IExecuteFunctions,
	path: string,
	itemIndex: number,
): Promise<string> {
	const given = textOf(this.getNodeParameter('sha256', itemIndex)).trim();
	if (given !== '') return given;
	const { sha256, state } = await askFourteenMs.call(this, 'GET', path, { itemIndex });
	if (typeof sha256 === 'string') return sha256;
	throw new NodeOperationError(this.getNode(), 'There is nothing to approve yet', {
		description: `The repost is '${textOf(state)}'. Approve it when the trigger says that it awaits a review`,
		itemIndex,
	});
}
