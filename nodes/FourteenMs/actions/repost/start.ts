import { createHash } from 'node:crypto';
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
import { momentOf } from '../momentOf';
import { postingField } from './postingField';
import { byName, postOptions, settingsOf } from './postOptions';
import { privacyField } from './privacyField';
import { shaped } from './simplify';

const needsPrivacy = { show: { posting: ['auto', 'review'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'YouTube Video',
		name: 'video',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://www.youtube.com/shorts/aqz-KE-bpKQ',
		description: 'The URL or ID of the Short',
	},
	{
		displayName: 'This Is My Own Video',
		name: 'ownContent',
		type: 'boolean',
		default: false,
		description:
			'Whether you say that the video is yours. It is needed: TikTok refuses apps that copy the videos of others.',
	},
	postingField,
	{ ...privacyField, displayOptions: needsPrivacy },
	{
		displayName: 'Caption',
		name: 'caption',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. {{ $json.title }} #fyp',
		description: "Leave empty for the Short's title and description",
	},
	{
		displayName: 'If Already Reposted',
		name: 'ifReposted',
		type: 'options',
		options: [
			{
				name: 'Post Again',
				value: 'again',
				description: 'Makes a second post of the same video',
			},
			{
				name: 'Return Earlier One',
				value: 'return',
				description: 'Gives the first one, with created: false',
			},
			{
				name: 'Stop With Message',
				value: 'stop',
				description: 'Treats it as a failure of this item',
			},
		],
		default: 'return',
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: byName([
			...postOptions,
			{
				displayName: 'Not Before',
				name: 'notBefore',
				type: 'dateTime',
				default: '',
				description: 'Waits until then before anything is posted',
			},
			{
				displayName: 'Priority',
				name: 'priority',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 9 },
				default: 0,
				description: 'Reposts of the same account with a higher number go first',
			},
		]),
	},
];

export async function execute(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	const body = bodyOf.call(this, itemIndex);
	const headers = { 'Idempotency-Key': idempotencyKey.call(this, itemIndex, body) };
	const repost = await askFourteenMs.call(this, 'POST', '/reposts', { body, headers, itemIndex });
	const stops = this.getNodeParameter('ifReposted', itemIndex) === 'stop';
	if (stops && repost.created === false) {
		throw new NodeOperationError(this.getNode(), 'This Short has already been reposted', {
			description: `It is repost ${textOf(repost.id)}, now '${textOf(repost.state)}'. Choose another value of 'If Already Reposted' to go on with it or to post it again`,
			itemIndex,
		});
	}
	return [{ json: shaped.call(this, repost, itemIndex) }];
}

function bodyOf(this: IExecuteFunctions, itemIndex: number): IDataObject {
	const text = (name: string, fallback = ''): string =>
		textOf(this.getNodeParameter(name, itemIndex, fallback)).trim();
	const fields = objectOf(this.getNodeParameter('additionalFields', itemIndex, {}));
	const caption = textOf(this.getNodeParameter('caption', itemIndex));
	const privacy = text('privacy');
	const body: IDataObject = {
		video: text('video'),
		posting: text('posting'),
		...settingsOf(fields),
	};
	if (this.getNodeParameter('ownContent', itemIndex) === true) body.ownContent = true;
	if (privacy !== '') body.privacy = privacy;
	if (caption.trim() !== '') body.caption = caption;
	if (text('ifReposted') === 'again') body.again = true;
	if (fields.notBefore) {
		body.notBefore = momentOf.call(this, 'Not Before', fields.notBefore, itemIndex);
	}
	if (typeof fields.priority === 'number') body.priority = fields.priority;
	return body;
}

/**
 * The same for every try of this item of this execution, so that a repeated request never makes a second post,
 * and another one for the next run of a loop.
 */
function idempotencyKey(this: IExecuteFunctions, itemIndex: number, body: IDataObject): string {
	const run = textOf(this.evaluateExpression('{{ $runIndex }}', itemIndex));
	const about = [this.getExecutionId(), this.getNode().id, run, itemIndex, body];
	return createHash('sha256').update(JSON.stringify(about)).digest('hex');
}
