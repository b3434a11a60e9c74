import type { INodeProperties } from 'n8n-workflow';
import { shownFor, type Operation } from '../operation';
import * as get from './get';

export const operations: Record<string, Operation> = { get };

export const accountDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['account'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get account',
				description: 'Retrieve the connected TikTok account and what TikTok allows it now',
			},
		],
		default: 'get',
	},
	...shownFor('account', 'get', get.description),
];
