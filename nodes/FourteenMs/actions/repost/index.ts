import type { INodeProperties } from 'n8n-workflow';
import { shownFor, type Operation } from '../operation';
import * as approve from './approve';
import * as cancel from './cancel';
import * as get from './get';
import * as getAll from './getAll';
import * as retry from './retry';
import { repostId } from './repostId';
import { simplifyField } from './simplify';
import * as start from './start';
import { waitFields } from '../../waiting/waitFields';

export const operations: Record<string, Operation> = {
	approve,
	cancel,
	get,
	getAll,
	retry,
	start,
	// The items are started alike; the waiting comes after the last one.
	startAndWait: start,
};

const aboutOne = ['get', 'approve', 'cancel', 'retry'];

export const repostDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['repost'] } },
		options: [
			{
				name: 'Approve',
				value: 'approve',
				action: 'Approve repost',
				description: 'Post a video that waits for a yes, exactly as it was shown',
			},
			{
				name: 'Cancel',
				value: 'cancel',
				action: 'Cancel repost',
				description: 'Stop it, as long as TikTok cannot have the whole video',
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get repost',
				description: 'Retrieve one by its ID',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many reposts',
				description: 'Retrieve a list, newest first',
			},
			{
				name: 'Retry',
				value: 'retry',
				action: 'Retry repost',
				description: 'Try one again that failed or was cancelled',
			},
			{
				name: 'Start',
				value: 'start',
				action: 'Start repost',
				description: 'Send a YouTube Short on its way to TikTok and go on at once',
			},
			{
				name: 'Start and Wait',
				value: 'startAndWait',
				action: 'Start repost and wait for its outcome',
				description:
					'Send a YouTube Short on its way to TikTok and go on when it has arrived',
			},
		],
		default: 'start',
	},
	...shownFor('repost', ['start', 'startAndWait'], start.description),
	...shownFor('repost', 'startAndWait', waitFields),
	...shownFor('repost', aboutOne, [repostId]),
	...shownFor('repost', 'approve', approve.description),
	...shownFor('repost', 'getAll', getAll.description),
	...shownFor('repost', Object.keys(operations), [simplifyField]),
];
