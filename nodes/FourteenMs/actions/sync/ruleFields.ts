import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { listOf } from './listOf';

/** Which Shorts are taken; the names are those of the API's `rules`. */
export const ruleFields: INodeProperties[] = [
	{
		displayName: 'Exclude Hashtags',
		name: 'excludeHashtags',
		type: 'string',
		default: '',
		placeholder: 'e.g. #ad, #live',
		description: 'No Short with one of these, between commas',
	},
	{
		displayName: 'Exclude Words',
		name: 'excludeWords',
		type: 'string',
		default: '',
		placeholder: 'e.g. teaser, live',
		description: 'No Short with one of these in its title or description, between commas',
	},
	{
		displayName: 'From Date',
		name: 'fromDate',
		type: 'dateTime',
		default: '',
		description: 'Nothing that was published before',
	},
	{
		displayName: 'Include Hashtags',
		name: 'includeHashtags',
		type: 'string',
		default: '',
		placeholder: 'e.g. #cats, #dogs',
		description: 'Only Shorts with at least one of these, between commas',
	},
	{
		displayName: 'Include Words',
		name: 'includeWords',
		type: 'string',
		default: '',
		placeholder: 'e.g. cats, dogs',
		description:
			'Only Shorts with at least one of these in title or description, between commas',
	},
	{
		displayName: 'Max Duration (Seconds)',
		name: 'maxDurationSec',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 180 },
		default: 180,
		description: 'No Short that is longer',
	},
	{
		displayName: 'Max per Day',
		name: 'maxPerDay',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 200 },
		default: 5,
		description: "So many at most, by the day of the account's time zone; the others wait",
	},
	{
		displayName: 'Max per Run',
		name: 'maxPerRun',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100 },
		default: 5,
		description: 'So many at most each time it looks; the others wait',
	},
	{
		displayName: 'Min Age (Hours)',
		name: 'minAgeHours',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 720 },
		default: 0,
		description: 'Not before the Short has been public for so long',
	},
	{
		displayName: 'Min Duration (Seconds)',
		name: 'minDurationSec',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 180 },
		default: 0,
		description: 'No Short that is shorter',
	},
	{
		displayName: 'Order',
		name: 'order',
		type: 'options',
		options: [
			{ name: 'Newest First', value: 'newest' },
			{ name: 'Oldest First', value: 'oldest' },
		],
		default: 'oldest',
		description: 'Which goes first when several wait',
	},
	{
		displayName: 'Take Earlier Shorts',
		name: 'backfill',
		type: 'options',
		options: [
			{ name: 'All', value: 'all' },
			{ name: 'None', value: 'none' },
			{ name: 'The Newest Ones', value: 'last' },
		],
		default: 'none',
		description: 'What to take of the Shorts that are there already',
	},
	{
		displayName: 'Take Earlier Shorts: How Many',
		name: 'backfillLast',
		type: 'number',
		displayOptions: { show: { backfill: ['last'] } },
		typeOptions: { minValue: 1, maxValue: 1000 },
		default: 10,
		description: 'How many of the newest ones',
	},
];

const lists = ['excludeHashtags', 'excludeWords', 'includeHashtags', 'includeWords'];
const numbers = ['maxDurationSec', 'maxPerDay', 'maxPerRun', 'minAgeHours', 'minDurationSec'];

/** As the API wants them; `fromDate` as a moment, the caller's work. */
export function rulesOf({ fromDate, backfill, backfillLast, order, ...fields }: IDataObject) {
	const chosen = (names: string[]) => names.filter((name) => (fields[name] ?? '') !== '');
	return {
		...Object.fromEntries(chosen(lists).map((name) => [name, listOf(fields[name])])),
		...Object.fromEntries(chosen(numbers).map((name) => [name, Number(fields[name])])),
		...(fromDate ? { fromDate } : {}),
		...(order ? { order } : {}),
		...(backfill ? { backfill: backfillOf(backfill, backfillLast) } : {}),
	};
}

function backfillOf(backfill: unknown, last: unknown) {
	return backfill === 'last' ? { last: Number(last ?? 10) } : backfill;
}
