import type { INodeProperties } from 'n8n-workflow';

export const eventNames = {
	'repost.awaitingReview': 'Repost Awaits Your Review',
	'repost.delivered': 'Repost Delivered to TikTok Inbox',
	'repost.failed': 'Repost Failed',
	'repost.needsAttention': 'Repost Needs Attention',
	'repost.published': 'Repost Published',
} as const;

export type EventType = keyof typeof eventNames;

export const triggerFields: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: Object.entries(eventNames).map(([value, name]) => ({ name, value })),
		default: [
			'repost.awaitingReview',
			'repost.delivered',
			'repost.failed',
			'repost.needsAttention',
			'repost.published',
		],
		description: 'What starts the workflow, one item for each time it happens',
	},
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description:
			'Whether to return a simplified version of the response instead of the raw data',
	},
];
