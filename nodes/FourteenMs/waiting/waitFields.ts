import type { INodeProperties } from 'n8n-workflow';
import { longestWaitHours } from './waitLimit';

export const waitFields: INodeProperties[] = [
	{
		displayName: 'Wait at Most (Hours)',
		name: 'waitHours',
		type: 'number',
		typeOptions: { minValue: 0.02, maxValue: longestWaitHours, numberPrecision: 2 },
		default: 24,
		description:
			'After this the workflow goes on with the state of then. One limit for all items, taken from the first.',
	},
	{
		displayName:
			'The execution is released while it waits. 14ms calls n8n back after the last item is posted, has failed or needs a person, so it must be able to reach n8n. If it cannot, use Start with a 14ms Trigger.',
		name: 'waitNotice',
		type: 'notice',
		default: '',
	},
];
