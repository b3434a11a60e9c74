import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

const useful = [
	'id',
	'state',
	'nextStep',
	'caption',
	'url',
	'video',
	'title',
	'account',
	'error',
	'updatedAt',
];

/** The ten fields that a workflow goes on with, useful first; `created` and `notice` come along where Start gave them. */
export function simplified(repost: IDataObject): IDataObject {
	const fields = [...useful, 'created', 'notice'].filter((field) => field in repost);
	return Object.fromEntries(fields.map((field) => [field, repost[field]]));
}

/** As the item's 'Simplify' wants it. */
export function shaped(
	this: Pick<IExecuteFunctions, 'getNodeParameter'>,
	repost: IDataObject,
	itemIndex: number,
): IDataObject {
	return this.getNodeParameter('simplify', itemIndex) === true ? simplified(repost) : repost;
}
