import type { INodeProperties } from 'n8n-workflow';

export const privacyField: INodeProperties = {
	displayName: 'Privacy Level Name or ID',
	name: 'privacy',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getPrivacyLevels' },
	default: '',
	description:
		'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};
