import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { objectOf } from '../../transport/objectOf';

const useful = ['state', 'action', 'account', 'counts', 'error', 'lastRunAt', 'nextRunAt'];

/** The ten fields that a workflow goes on with; `created` and `notice` come along where Create gave them. */
function simplified(sync: IDataObject): IDataObject {
	const channel = objectOf(sync.channel);
	const rest = [...useful, 'created', 'notice'].filter((field) => field in sync);
	return {
		id: sync.id,
		channel: channel.handle ?? channel.title,
		channelId: channel.id,
		...Object.fromEntries(rest.map((field) => [field, sync[field]])),
	};
}

/** As the item's 'Simplify' wants it. */
export function shaped(
	this: Pick<IExecuteFunctions, 'getNodeParameter'>,
	sync: IDataObject,
	itemIndex: number,
): IDataObject {
	return this.getNodeParameter('simplify', itemIndex) === true ? simplified(sync) : sync;
}
