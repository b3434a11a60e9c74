import {
	NodeApiError,
	type IDataObject,
	type IHookFunctions,
	type IPollFunctions,
	type JsonObject,
} from 'n8n-workflow';
import { askFourteenMs } from '../transport/askFourteenMs';
import { objectOf } from '../transport/objectOf';
import { textOf } from '../transport/textOf';
import { leaseMinutes } from './leaseMinutes';

/** Kept by n8n for the node. */
interface Following {
	/** As the person wrote it. */
	channel: string;
	channelId: string;
	syncId: string;
}

/**
 * For 'New Short Found': asks 14ms to watch the channel and to announce what is new. It is asked again with every poll,
 * so that the watching ends by itself when nobody asks any more. Gives the channel's ID; null when it is not wanted.
 */
export async function followChannel(this: IPollFunctions | IHookFunctions): Promise<string | null> {
	const kept = this.getWorkflowStaticData('node');
	const before = followingOf(kept);
	const events = this.getNodeParameter('events', []) as string[];
	if (!events.includes('short.found')) {
		await unfollowChannel.call(this);
		return null;
	}
	const channel = textOf(this.getNodeParameter('channel', '')).trim();
	const isSame = before?.channel === channel;
	const body: IDataObject = {
		// By its ID 14ms knows it without asking YouTube.
		channel: isSame ? before.channelId : channel,
		action: 'announce',
		leaseMinutes: leaseMinutes(this.getNodeParameter('pollTimes', {})),
		...(this.getNodeParameter('ownContent', false) === true ? { ownContent: true } : {}),
	};
	const sync = await askFourteenMs.call(this, 'POST', '/syncs', { body });
	const syncId = textOf(sync.id);
	const channelId = textOf(objectOf(sync.channel).id);
	if (before && before.syncId !== syncId) await unfollowChannel.call(this);
	if (!isSame || before.syncId !== syncId) kept.following = { channel, channelId, syncId };
	return channelId;
}

/** Ends what `followChannel` began, unless it stays for another reason. Whoever else polls for it brings it back. */
export async function unfollowChannel(this: IPollFunctions | IHookFunctions): Promise<void> {
	const kept = this.getWorkflowStaticData('node');
	const following = followingOf(kept);
	if (!following) return;
	const path = `/syncs/${encodeURIComponent(following.syncId)}`;
	try {
		const { leaseUntil } = await askFourteenMs.call(this, 'GET', path);
		// A sync without an end is one that somebody made by hand.
		if (textOf(leaseUntil) !== '') await askFourteenMs.call(this, 'DELETE', path);
	} catch (error) {
		const known = new NodeApiError(this.getNode(), error as JsonObject);
		if (known.httpCode !== '404') throw known;
	}
	delete kept.following;
}

function followingOf({ following }: IDataObject): Following | null {
	const { channel, channelId, syncId } = objectOf(following);
	if (!syncId) return null;
	return { channel: textOf(channel), channelId: textOf(channelId), syncId: textOf(syncId) };
}
