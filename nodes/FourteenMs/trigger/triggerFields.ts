import type { INodeProperties } from 'n8n-workflow';
import type { EventType } from '../../../lib/events/eventTypes';
import { channelFields } from '../actions/sync/channelFields';

export const eventNames: Record<EventType, string> = {
	'short.found': 'New Short Found',
	'repost.awaitingReview': 'Repost Awaits Your Review',
	'repost.delivered': 'Repost Delivered to TikTok Inbox',
	'repost.failed': 'Repost Failed',
	'repost.needsAttention': 'Repost Needs Attention',
	'repost.published': 'Repost Published',
};

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
	...channelFields.map((field) => ({
		...field,
		displayOptions: { show: { events: ['short.found'] } },
	})),
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description:
			'Whether to return a simplified version of the response instead of the raw data',
	},
];
