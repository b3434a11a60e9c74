import { Problem } from '../lib/errors';
import {
	askAgainMs,
	channelIsGone,
	isCodeIn,
	missingForMs,
	noLongerVerified,
	notVerified,
	ownershipHoldsMs,
} from '../lib/sync/ownership';
import type { FoundChannel } from '../services/discovery/discovery';
import type { Ownership } from '../services/store/syncSchema';
import type { Channel, Sync } from '../services/store/syncs/syncs';
import type { ActivityServices } from './services';

type Services = Pick<ActivityServices, 'store' | 'discovery' | 'now' | 'log'>;

/** `later`: it is time to look, but YouTube does not tell now. */
type IsOwn = 'yes' | 'no' | 'later';

/**
 * Is the channel still the person's own? Asked of YouTube every 30 days; when it was not for a whole day, the sync waits
 * for a person.
 */
export function createCheckOwnership({ store, discovery, now, log }: Services) {
	return async (sync: Sync, signal: AbortSignal): Promise<IsOwn> => {
		const channel = await store.syncs.channel(sync.channelId);
		if (!channel) throw new Error(`Sync ${sync.id} has no channel.`);
		const { ownership, verifyCode } = channel;
		if (!ownership) return refuse(sync, notVerified(channel, verifyCode));
		const { kind, checkedAt, doubt } = ownership;
		const at = now();
		if (at.getTime() - Date.parse(checkedAt) < ownershipHoldsMs) return 'yes';
		if (doubt && at.getTime() < Date.parse(doubt.askAgainAt)) return 'later';
		const found = await find(channel, signal);
		const told = typeof found === 'string' ? found : whatItSays(found, kind, verifyCode);
		if (told === 'gone' || told === 'noCode') {
			const since = doubt?.missingSince ?? at.toISOString();
			const message =
				told === 'gone' ? channelIsGone(channel) : noLongerVerified(channel, verifyCode);
			if (at.getTime() - Date.parse(since) >= missingForMs) return refuse(sync, message);
			log.warn({ channel: channel.id, since }, `looked at again: ${message}`);
			await askAgain(channel.id, ownership, since);
			return 'later';
		}
		if (told === 'unknown') {
			await askAgain(channel.id, ownership, doubt?.missingSince ?? null);
			return 'later';
		}
		const { channelId, handle, title, avatarUrl } = told;
		await store.syncs.keepChannel({ channelId, handle, title, avatarUrl });
		const holds = { ...ownership, checkedAt: at.toISOString(), doubt: undefined };
		await store.syncs.own(channel.id, holds);
		return 'yes';
	};

	async function askAgain(
		channelId: string,
		ownership: Ownership,
		missingSince: string | null,
	): Promise<void> {
		const askAgainAt = new Date(now().getTime() + askAgainMs).toISOString();
		await store.syncs.own(channelId, { ...ownership, doubt: { missingSince, askAgainAt } });
	}

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

function whatItSays(
	found: FoundChannel,
	kind: Ownership['kind'],
	verifyCode: string,
): FoundChannel | 'unknown' | 'noCode' {
	if (kind === 'statement' || isCodeIn(found.description, verifyCode)) return found;
	return found.description === null ? 'unknown' : 'noCode';
}
