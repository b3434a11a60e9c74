import { Problem } from '../lib/errors';
import {
	channelIsGone,
	isCodeIn,
	noLongerVerified,
	notVerified,
	ownershipHoldsMs,
} from '../lib/sync/ownership';
import type { Channel, Sync } from '../services/store/syncs/syncs';
import type { ActivityServices } from './services';

type Services = Pick<ActivityServices, 'store' | 'discovery' | 'now' | 'log'>;

/** `later`: it is time to look, but YouTube does not tell now. */
type IsOwn = 'yes' | 'no' | 'later';

/** Is the channel still the person's own? Asked of YouTube every 30 days; when it is not, the sync waits for a person. */
export function createCheckOwnership({ store, discovery, now, log }: Services) {
	return async (sync: Sync, signal: AbortSignal): Promise<IsOwn> => {
		const channel = await store.syncs.channel(sync.channelId);
		if (!channel) throw new Error(`Sync ${sync.id} has no channel.`);
		const { ownership, verifyCode } = channel;
		if (!ownership) return refuse(sync, notVerified(channel, verifyCode));
		const checkedMs = Date.parse(ownership.checkedAt);
		if (now().getTime() - checkedMs < ownershipHoldsMs) return 'yes';
		const found = await find(channel, signal);
		if (found === 'unknown') return 'later';
		if (found === 'gone') return refuse(sync, channelIsGone(channel));
		const isOwn = ownership.kind === 'statement' || isCodeIn(found.description, verifyCode);
		if (!isOwn) return refuse(sync, noLongerVerified(channel, verifyCode));
		const { channelId, handle, title, avatarUrl } = found;
		await store.syncs.keepChannel({ channelId, handle, title, avatarUrl });
		await store.syncs.own(channel.id, { ...ownership, checkedAt: now().toISOString() });
		return 'yes';
	};

	async function find(channel: Channel, signal: AbortSignal) {
		try {
			return await discovery.findChannel({ kind: 'id', channelId: channel.id }, signal);
		} catch (error) {
			if (!(error instanceof Problem)) throw error;
			if (error.code === 'channel_not_found') return 'gone';
			log.warn({ channel: channel.id, code: error.code }, 'its ownership is looked at later');
			return 'unknown';
		}
	}

	async function refuse(sync: Sync, message: string): Promise<IsOwn> {
		await store.syncs.setError(sync.id, { code: 'channel_not_verified', message }, true);
		return 'no';
	}
}
