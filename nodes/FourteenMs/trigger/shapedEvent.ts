import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { simplified } from '../actions/repost/simplify';

/** As 'Simplify' wants it: the event with the useful fields of its repost, or all of both. */
export function shapedEvent(this: IPollFunctions, event: IDataObject): IDataObject {
	const repost = event.repost as IDataObject | null;
	if (this.getNodeParameter('simplify', true) !== true || repost === null) return event;
	return { ...event, repost: simplified(repost) };
}
