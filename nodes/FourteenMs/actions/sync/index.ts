import type { INodeProperties } from 'n8n-workflow';
import { simplifyField } from '../repost/simplify';
import { shownFor, type Operation } from '../operation';
import * as create from './create';
import * as deleteSync from './delete';
import * as getAll from './getAll';
import * as pause from './pause';
import * as resume from './resume';
import * as run from './run';
import { syncId } from './syncId';

export const operations: Record<string, Operation> = {
	create,
	delete: deleteSync,
	getAll,
	pause,
	resume,
	run,
};

export const syncDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['sync'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create channel sync',
				description: 'Follow one of your YouTube channels and repost its new Shorts',
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete channel sync',
				description: 'Stop following; what it reposted stays',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many channel syncs',
				description: 'Retrieve a list, newest first',
			},
			{
				name: 'Pause',
				value: 'pause',
				action: 'Pause channel sync',
				description: 'Look no more until it is resumed',
			},
			{
				name: 'Resume',
				value: 'resume',
				action: 'Resume channel sync',
				description: 'Look again, also after it waited for a person',
			},
			{
				name: 'Run',
				value: 'run',
				action: 'Run channel sync',
				description: 'Look at the channel now',
			},
		],
		default: 'create',
	},
	...shownFor('sync', 'create', create.description),
	...shownFor('sync', ['delete', 'pause', 'resume', 'run'], [syncId]),
	...shownFor('sync', 'pause', pause.description),
	...shownFor('sync', 'getAll', getAll.description),
	...shownFor('sync', ['create', 'getAll', 'pause', 'resume', 'run'], [simplifyField]),
];
