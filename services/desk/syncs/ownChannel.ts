import { Problem } from '../../../lib/errors';
import { isCodeIn, notVerified, ownershipWording } from '../../../lib/sync/ownership';
import type { Store } from '../../store/store';
import type { Channel } from '../../store/syncs/syncs';
import { utcDay } from '../../../lib/utcDay';

interface Claim {
	channel: Channel;
	/** As YouTube shows it now. */
	description: string | null;
	/** The person says so. */
	ownContent: boolean;
	/** The account has a sync of this channel already. */
	isKnown: boolean;
	by: string;
}

/** Keeps why the channel is the person's own. Problem channel_not_verified, with the code and where to put it. */
export async function ownChannel(
	{ store, now }: { store: Store; now: () => Date },
	{ channel, description, ownContent, isKnown, by }: Claim,
): Promise<Channel> {
	const { id, verifyCode, ownership } = channel;
	const at = now().toISOString();
	if (isCodeIn(description, verifyCode)) {
		const wording = `the code ${verifyCode} stands in its description (seen on ${utcDay(at)}).`;
		const kept = ownership?.kind === 'code' ? ownership : null;
		const seen = kept ?? ({ kind: 'code', wording, by, at } as const);
		return store.syncs.own(id, { ...seen, checkedAt: at, doubt: undefined });
	}
	if (ownContent) return stateOwn({ store, now }, { channel, by });
	if (isKnown && ownership?.kind === 'statement') return channel;
	throw new Problem('channel_not_verified', notVerified(channel, verifyCode));
}

/** The person's statement, with its date; said again by the same one it is the same. */
export function stateOwn(
	{ store, now }: { store: Store; now: () => Date },
	{ channel, by }: Pick<Claim, 'channel' | 'by'>,
): Promise<Channel> {
	const { id, ownership } = channel;
	const at = now().toISOString();
	const isSame = ownership?.kind === 'statement' && ownership.by === by;
	const said = isSame
		? ownership
		: ({ kind: 'statement', wording: ownershipWording, by, at } as const);
	return store.syncs.own(id, { ...said, checkedAt: at, doubt: undefined });
}
