import { Problem, type ErrorCode } from '../lib/errors';
import {
	askAgainMs,
	askFirstMs,
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

/** `later`: it is time to look, but YouTube does not tell now; `gone`: it says that it has no such channel. */
type IsOwn = 'yes' | 'no' | 'later' | 'gone';

/**
 * Is the channel still the person's own? Asked of YouTube every 30 days; when it was not for a whole day, the sync waits
 * for a person.
 * @param isDoubted something speaks against it: asked when that was not done in the last ten minutes, and for a doubt in the last hour
 */
export function createCheckOwnership({ store, discovery, now, log }: Services) {
	return async (sync: Sync, signal: AbortSignal, isDoubted = false): Promise<IsOwn> => {
		const channel = await store.syncs.channel(sync.channelId);
		if (!channel) throw new Error(`Sync ${sync.id} has no channel.`);
		const { ownership, verifyCode } = channel;
		if (!ownership)
			return refuse(sync, 'channel_not_verified', notVerified(channel, verifyCode));
		const { kind, checkedAt, doubt, doubtedAt } = ownership;
		const at = now();
		const holdsMs = isDoubted ? askFirstMs : ownershipHoldsMs;
		const ago = (moment: string) => at.getTime() - Date.parse(moment);
		if (!doubt && ago(checkedAt) < holdsMs) return 'yes';
		if (!doubt && isDoubted && doubtedAt && ago(doubtedAt) < askAgainMs) return 'yes';
		if (doubt && at.getTime() < Date.parse(doubt.askAgainAt)) return doubtful(doubt);
		const found = await find(channel, signal);
		const told = typeof found === 'string' ? found : whatItSays(found, kind, verifyCode);
		if (told === 'gone' || told === 'noCode') {
			const since = doubt?.missingSince ?? at.toISOString();
			const message =
				told === 'gone' ? channelIsGone(channel) : noLongerVerified(channel, verifyCode);
			const code = told === 'gone' ? 'channel_not_found' : 'channel_not_verified';
			if (ago(since) >= missingForMs) return refuse(sync, code, message);
			log.warn({ channel: channel.id, since }, `looked at again: ${message}`);
			const isGone = told === 'gone';
			return askAgain(channel.id, ownership, { missingSince: since, isGone });
		}
		if (told === 'unknown') {
			return askAgain(channel.id, ownership, { missingSince: null, ...doubt });
		}
		const { channelId, handle, title, avatarUrl } = told;
		await store.syncs.keepChannel({ channelId, handle, title, avatarUrl });
		const checked = at.toISOString();
		const asked = isDoubted ? { doubtedAt: checked } : {};
		const holds = { ...ownership, checkedAt: checked, doubt: undefined, ...asked };
		await store.syncs.own(channel.id, holds);
		return 'yes';
	};

	async function askAgain(
		channelId: string,
		ownership: Ownership,
		known: Omit<Doubt, 'askAgainAt'>,
	): Promise<IsOwn> {
		const askAgainAt = new Date(now().getTime() + askAgainMs).toISOString();
		const doubt = { ...known, askAgainAt };
		await store.syncs.own(channelId, { ...ownership, doubt });
		return doubtful(doubt);
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

	async function refuse(sync: Sync, code: ErrorCode, message: string): Promise<IsOwn> {
		await store.syncs.setError(sync.id, { code, message }, true);
		return 'no';
	}
}

type Doubt = NonNullable<Ownership['doubt']>;

function doubtful({ isGone }: Doubt): IsOwn {
	return isGone ? 'gone' : 'later';
}

function whatItSays(
	found: FoundChannel,
	kind: Ownership['kind'],
	verifyCode: string,
): FoundChannel | 'unknown' | 'noCode' {
	if (kind === 'statement' || isCodeIn(found.description, verifyCode)) return found;
	return found.description === null ? 'unknown' : 'noCode';
}
