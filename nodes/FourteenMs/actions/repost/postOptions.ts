import type { IDataObject, INodeProperties } from 'n8n-workflow';

/** What a person decides about a post beside its caption and privacy. All off, as TikTok's rules demand. */
export const postOptions: INodeProperties[] = [
	{
		displayName: 'AI-Generated Content',
		name: 'isAigc',
		type: 'boolean',
		default: false,
		description: 'Whether TikTok shows the label "Creator labeled as AI-generated"',
	},
	{
		displayName: 'Allow Comments',
		name: 'allowComment',
		type: 'boolean',
		default: false,
		description: 'Whether others may comment',
	},
	{
		displayName: 'Allow Duets',
		name: 'allowDuet',
		type: 'boolean',
		default: false,
		description: 'Whether others may make duets with the video',
	},
	{
		displayName: 'Allow Stitches',
		name: 'allowStitch',
		type: 'boolean',
		default: false,
		description: 'Whether others may stitch the video',
	},
	{
		displayName: 'Cover Time (Ms)',
		name: 'coverTimestampMs',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'Which frame becomes the cover, in milliseconds from the start',
	},
	{
		displayName: 'Paid Partnership',
		name: 'brandContent',
		type: 'boolean',
		default: false,
		description: 'Whether the video promotes a third party, which TikTok wants disclosed',
	},
	{
		displayName: 'Your Brand',
		name: 'brandOrganic',
		type: 'boolean',
		default: false,
		description: 'Whether the video promotes your own business, which TikTok wants disclosed',
	},
];

/** As the API wants them. */
export function settingsOf(chosen: IDataObject): IDataObject {
	const names = postOptions.map(({ name }) => name).filter((name) => name in chosen);
	return Object.fromEntries(names.map((name) => [name, chosen[name]]));
}

/** The order in which n8n shows the fields of a collection. */
export function byName(properties: INodeProperties[]): INodeProperties[] {
	return properties.sort((a, b) => a.displayName.localeCompare(b.displayName));
}
