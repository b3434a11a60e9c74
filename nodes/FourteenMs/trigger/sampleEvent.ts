import { NodeApiError, type IDataObject, type IPollFunctions } from 'n8n-workflow';
import { askFourteenMs } from '../transport/askFourteenMs';
import { textOf } from '../transport/textOf';
import { shapedEvent } from './shapedEvent';
import { eventNames, type EventType } from './triggerFields';

/** For building a workflow by hand: the newest repost of a chosen kind, as the event it once was. */
export async function sampleEvent(this: IPollFunctions): Promise<IDataObject> {
	const types = this.getNodeParameter('events', []) as EventType[];
	for (const type of types) {
		const qs = { state: type.replace('repost.', ''), limit: 1 };
		const { items } = await askFourteenMs.call(this, 'GET', '/reposts', { qs });
		const [repost] = (items ?? []) as IDataObject[];
		if (!repost) continue;
		const { accountId, caption, nextStep, updatedAt } = repost;
		const id = `sample-${textOf(repost.id)}`;
		const event = { id, type, at: updatedAt, accountId, repost, nextStep, caption };
		return shapedEvent.call(this, event);
	}
	const wanted = types.map((type) => `'${eventNames[type]}'`).join(', ');
	throw new NodeApiError(
		this.getNode(),
		{},
		{
			message: 'There is nothing to show yet',
			description: `No repost of this account is one of: ${wanted}. Make one and test again; the active workflow does not need a sample`,
		},
	);
}
