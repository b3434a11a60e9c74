import type { INodeProperties } from 'n8n-workflow';

export const postingField: INodeProperties = {
	displayName: 'Posting',
	name: 'posting',
	type: 'options',
	options: [
		{
			name: 'Ask Me First',
			value: 'review',
			description: 'Waits for your yes, then posts directly',
		},
		{
			name: 'Post Automatically',
			value: 'auto',
			description: 'Posts directly, without asking',
		},
		{
			name: 'Send to TikTok Inbox',
			value: 'inbox',
			description: 'You finish it in the TikTok app, where you paste the caption',
		},
	],
	default: 'inbox',
};
