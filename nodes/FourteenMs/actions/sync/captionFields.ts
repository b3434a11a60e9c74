import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { objectOf } from '../../transport/objectOf';
import { listOf } from './listOf';

/** How the caption is made of the Short; as the API's `captions`. */
export const captionFields: INodeProperties[] = [
	{
		displayName: 'Add Hashtags',
		name: 'add',
		type: 'string',
		default: '',
		placeholder: 'e.g. #fyp, #throwback',
		description: 'Between commas, at the end of each caption',
	},
	{
		displayName: 'Drop Hashtags',
		name: 'drop',
		type: 'string',
		default: '',
		placeholder: 'e.g. #shorts, #youtube',
		description: 'Between commas. Without this field, #shorts and its like are dropped.',
	},
	{
		displayName: 'Drop Links',
		name: 'dropLinks',
		type: 'boolean',
		default: true,
		description: 'Whether links are taken out',
	},
	{
		displayName: 'Drop Subscribe Lines',
		name: 'dropSubscribeLines',
		type: 'boolean',
		default: true,
		description: 'Whether lines are taken out that ask to subscribe',
	},
	{
		displayName: 'Max Hashtags',
		name: 'maxHashtags',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100 },
		default: 5,
		description: 'So many at most, the first ones',
	},
	{
		displayName: 'Rename Hashtags',
		name: 'rename',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Hashtag',
		default: {},
		options: [
			{
				displayName: 'Hashtag',
				name: 'hashtag',
				values: [
					{
						displayName: 'From',
						name: 'from',
						type: 'string',
						default: '',
						placeholder: 'e.g. #youtube',
						description: 'As it is on YouTube',
					},
					{
						displayName: 'To',
						name: 'to',
						type: 'string',
						default: '',
						placeholder: 'e.g. #tiktok',
						description: 'As it is to be on TikTok',
					},
				],
			},
		],
	},
	{
		displayName: 'Template',
		name: 'template',
		type: 'string',
		// n8n would take its braces for an expression.
		noDataExpression: true,
		typeOptions: { rows: 4 },
		default: '{{ title }}\n\n{{ description }}',
		description:
			'Liquid, filled in by 14ms for each Short. <a href="https://github.com/14ms/14ms/blob/main/docs/sync.md#captions">Its variables</a>.',
	},
];

/** As the API wants them. */
export function captionsOf(fields: IDataObject) {
	const { template, dropLinks, dropSubscribeLines, add, drop, maxHashtags, rename } = fields;
	const renamed = objectOf(rename).hashtag;
	const hashtags = {
		...(add === undefined ? {} : { add: listOf(add) }),
		...(drop === undefined ? {} : { drop: listOf(drop) }),
		...(maxHashtags === undefined ? {} : { limit: Number(maxHashtags) }),
		...(Array.isArray(renamed) ? { rename: renamed } : {}),
	};
	return {
		...(template === undefined ? {} : { template }),
		...(dropLinks === undefined ? {} : { dropLinks }),
		...(dropSubscribeLines === undefined ? {} : { dropSubscribeLines }),
		...(Object.keys(hashtags).length === 0 ? {} : { hashtags }),
	};
}
