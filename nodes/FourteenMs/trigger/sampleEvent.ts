import { NodeApiError, type IDataObject, type IPollFunctions } from 'n8n-workflow';
import type { EventType } from '../../../lib/events/eventTypes';
import { askFourteenMs } from '../transport/askFourteenMs';
import { textOf } from '../transport/textOf';
import { sampleShort } from './sampleShort';
import { shapedEvent } from './shapedEvent';
import { eventNames } from './triggerFields';

/** For building a workflow by hand: the newest thing of a chosen kind, as the event it once was or would be. */
export async function sampleEvent(this: IPollFunctions): Promise<IDataObject> {
	const types = this.getNodeParameter('events', []) as EventType[];
	for (const type of types) {
		const event =
			type === 'short.found'
				? await sampleShort.call(this)
				: await sampleRepost.call(this, type);
		if (event) return shapedEvent.call(this, event);
	}
	const wanted = types.map((type) => `'${eventNames[type]}'`).join(', ');
	throw new NodeApiError(
		this.getNode(),
		{},
		{
			message: 'There is nothing to show yet',
			description: `Nothing of this account is one of: ${wanted}. Make one and test again; the active workflow does not need a sample`,
		},
	);
}

async function sampleRepost(this: IPollFunctions, type: EventType): Promise<IDataObject | null> {
	const qs = { state: type.replace('repost.', ''), limit: 1 };
	const { items } = await askFourteenMs.call(this, 'GET', '/reposts', { qs });
	const [repost] = (items ?? []) as IDataObject[];
	if (!repost) return null;
	const { accountId, caption, nextStep, updatedAt } = repost;
	const id = `sample-${textOf(repost.id)}`;
	return { id, type, at: updatedAt, accountId, repost, short: null, nextStep, caption };
}
