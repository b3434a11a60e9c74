import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import { askFourteenMs } from '../../transport/askFourteenMs';
import { objectOf } from '../../transport/objectOf';
import { textOf } from '../../transport/textOf';
import { momentOf } from '../momentOf';
import { postingField } from '../repost/postingField';
import { byName, postOptions, settingsOf } from '../repost/postOptions';
import { privacyField } from '../repost/privacyField';
import { captionFields, captionsOf } from './captionFields';
import { channelFields } from './channelFields';
import { ruleFields, rulesOf } from './ruleFields';
import { shaped } from './simplify';

const reposts = { whatToDo: ['repost'] };

export const description: INodeProperties[] = [
	...channelFields,
	{
		displayName: 'What to Do',
		name: 'whatToDo',
		type: 'options',
		options: [
			{
				name: 'Only Announce',
				value: 'announce',
				description: "Starts workflows with the trigger's New Short Found, posts nothing",
			},
			{
				name: 'Repost',
				value: 'repost',
				description: 'Reposts each new Short that the rules choose',
			},
		],
		default: 'repost',
	},
	{ ...postingField, displayOptions: { show: reposts } },
	{
		...privacyField,
		displayOptions: { show: { ...reposts, posting: ['auto', 'review'] } },
	},
	{
		displayName: 'Look Every (Minutes)',
		name: 'everyMinutes',
		type: 'number',
		typeOptions: { minValue: 5, maxValue: 10080 },
		default: 15,
		description: 'How often 14ms looks at the channel',
	},
	{
		displayName: 'Rules',
		name: 'rules',
		type: 'collection',
		placeholder: 'Add Rule',
		default: {},
		description: 'Which Shorts are taken; without any rule every new one',
		options: ruleFields,
	},
	{
		displayName: 'Caption',
		name: 'captions',
		type: 'collection',
		placeholder: 'Add Field',
		displayOptions: { show: reposts },
		default: {},
		description: "How the caption is made; by default of the Short's title and description",
		options: captionFields,
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: byName([
			...postOptions.filter(({ name }) => name !== 'coverTimestampMs'),
			{
				displayName: 'Start Paused',
				name: 'paused',
				type: 'boolean',
				default: false,
				description: 'Whether it waits for Resume before it looks for the first time',
			},
		]),
	},
];

export async function execute(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	const body = bodyOf.call(this, itemIndex);
	const sync = await askFourteenMs.call(this, 'POST', '/syncs', { body, itemIndex });
	return [{ json: shaped.call(this, sync, itemIndex) }];
}

function bodyOf(this: IExecuteFunctions, itemIndex: number): IDataObject {
	const collection = (name: string) => objectOf(this.getNodeParameter(name, itemIndex, {}));
	const action = textOf(this.getNodeParameter('whatToDo', itemIndex));
	const rules = collection('rules');
	if (rules.fromDate) {
		rules.fromDate = momentOf.call(this, 'From Date', rules.fromDate, itemIndex);
	}
	const fields = collection('additionalFields');
	return {
		channel: textOf(this.getNodeParameter('channel', itemIndex)).trim(),
		action,
		everyMinutes: this.getNodeParameter('everyMinutes', itemIndex),
		rules: rulesOf(rules),
		...(action === 'repost' ? repostOf.call(this, fields, itemIndex) : {}),
		...(this.getNodeParameter('ownContent', itemIndex) === true ? { ownContent: true } : {}),
		...(fields.paused === true ? { paused: true } : {}),
	};
}

function repostOf(this: IExecuteFunctions, fields: IDataObject, itemIndex: number): IDataObject {
	const privacy = textOf(this.getNodeParameter('privacy', itemIndex, '')).trim();
	return {
		posting: this.getNodeParameter('posting', itemIndex),
		settings: { ...settingsOf(fields), ...(privacy === '' ? {} : { privacy }) },
		captions: captionsOf(objectOf(this.getNodeParameter('captions', itemIndex, {}))),
	};
}
