import type { IDataObject } from 'n8n-workflow';
import { objectOf } from '../transport/objectOf';

/** Whether an event is this trigger's: the feed has the new Shorts of every channel of the account. */
export function isWanted({ type, short }: IDataObject, channelId: string | null): boolean {
	return type !== 'short.found' || objectOf(short).channelId === channelId;
}
