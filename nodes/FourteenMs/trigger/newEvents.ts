import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { askFourteenMs } from '../transport/askFourteenMs';
import { isWanted } from './isWanted';
import { shapedEvent } from './shapedEvent';

const pageSize = 100;
/** What is left comes with the next poll. */
const maxPages = 10;

/**
 * Everything since the cursor that the last poll kept; the first poll only marks where to start. Of new Shorts only those
 * of this channel.
 * n8n stores the cursor with the execution that it starts, so that an event is neither lost nor given twice.
 */
export async function newEvents(
	this: IPollFunctions,
	channelId: string | null,
): Promise<IDataObject[]> {
	const kept = this.getWorkflowStaticData('node');
	const types = this.getNodeParameter('events', []) as string[];
	const found: IDataObject[] = [];
	for (let page = 0; page < maxPages; page++) {
		const answer = await askFourteenMs.call(this, 'GET', '/events', {
			qs: {
				types: types.join(','),
				limit: pageSize,
				...(typeof kept.cursor === 'string' ? { cursor: kept.cursor } : {}),
			},
		});
		const items = (answer.items ?? []) as IDataObject[];
		if (typeof answer.nextCursor === 'string') kept.cursor = answer.nextCursor;
		const wanted = items.filter((event) => isWanted(event, channelId));
		found.push(...wanted.map((event) => shapedEvent.call(this, event)));
		if (items.length < pageSize) break;
	}
	return found;
}
