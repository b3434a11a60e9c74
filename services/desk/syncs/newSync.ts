import { isDeepStrictEqual } from 'node:util';
import { instantMs } from '../../../lib/instantMs';
import { checkSettings } from '../../../lib/posting/checkSettings';
import { momentInWords } from '../../../lib/posting/lane/localTime';
import type { SyncRequest } from '../../../lib/sync/syncView';
import { channelRefOf, type ChannelRef } from '../../../lib/youtube/channelRef';
import { checkCaptionRules } from '../../captions/renderCaption';
import type { Store } from '../../store/store';
import type { Channel, NewSync, Sync } from '../../store/syncs/syncs';
import type { Engine } from '../../temporal/engine';
import type { TikTokAccounts } from '../../tiktok/tiktok';
import { autoConsentTo, mayPost } from '../requestRepost';
import { ownChannel } from './ownChannel';
import type { Scheduler } from './scheduler';

interface Deps {
	store: Store;
	engine: Engine;
	tiktok: Pick<TikTokAccounts, 'scopesOf'>;
	scheduler: Scheduler;
	now: () => Date;
}

type Made = { sync: Sync; created: boolean; notice: string | null };

const temporalAway =
	'It is stored; Temporal does not answer at the moment, and it starts as soon as Temporal does.';
const differs =
	'It is there already and stays as it is; its settings differ from those given now, or from the defaults where none were given.';

/** A wish for a sync becomes a row, a Schedule and a first look. */
export function createNewSync({ store, engine, tiktok, scheduler, now }: Deps) {
	return async (request: SyncRequest, by: string): Promise<Made> => {
		const { action, posting, settings } = request;
		const ref = channelRefOf(request.channel);
		checkCaptionRules(request.captions);
		const account = await store.accounts.find(request.account);
		const followed = await store.syncs.followed(account.id);
		const present = followed.find(
			({ sync, channel }) => sync.action === action && isMeant(channel, ref),
		);
		// Asked for again and again by whoever wants it to stay: YouTube need not be asked each time.
		if (present && request.leaseMinutes !== undefined) return keep(present.sync, request);

		if (action === 'repost') {
			checkSettings(posting, settings);
			await mayPost(tiktok, account, posting);
		}
		const { description, ...found } = await engine.lookUpChannel(ref);
		const channel = await ownChannel(
			{ store, now },
			{
				channel: await store.syncs.keepChannel(found),
				...{ description, by, ownContent: request.ownContent === true },
				isKnown: followed.some(({ sync }) => sync.channelId === found.channelId),
			},
		);
		const row = rowFor(request, by, account.id, channel.id);
		const { sync, created, isTakenUp = false } = await store.syncs.create(row);
		if (!created) return { sync, created, notice: noticeFor(sync, request) };
		if (action === 'repost' && posting === 'auto') {
			await store.reposts.consent(account.id, settings, autoConsentTo(settings), by);
		}
		const notices = [isTakenUp ? takenUp(sync) : null, await start(sync)];
		return { sync, created, notice: notices.filter(Boolean).join(' ') || null };
	};

	async function keep(present: Sync, request: SyncRequest): Promise<Made> {
		const { accountId, channelId, by } = present;
		const row = rowFor(request, by, accountId, channelId);
		const { sync, created } = await store.syncs.create(row);
		return { sync, created, notice: noticeFor(sync, request) };
	}

	async function start(sync: Sync): Promise<string | null> {
		if (!(await scheduler.tell(sync))) return temporalAway;
		if (!sync.isPaused) await scheduler.trigger(sync);
		return null;
	}
}

function takenUp({ since, leaseUntil, rules }: Sync): string | null {
	// That of a trigger, which has begun anew or goes on where it was a moment ago.
	if (leaseUntil !== null) return null;
	const fromMs = instantMs(rules.fromDate);
	const isLeftOut = fromMs !== null && fromMs > since.getTime();
	const from = momentInWords(isLeftOut ? fromMs : since.getTime(), 'UTC');
	const are = `This channel was followed before, and is taken up again: what was decided stays, and of the rest all Shorts published from ${from} on count as new`;
	return isLeftOut
		? `${are}; what is from before is left out by the rule \`fromDate\`.`
		: `${are}, as that is when it was first followed. A later \`fromDate\` in its rules leaves them out.`;
}

function isMeant({ id, handle }: Channel, ref: ChannelRef): boolean {
	if (ref.kind === 'id') return id === ref.channelId;
	return ref.kind === 'handle' && handle?.toLowerCase() === `@${ref.handle.toLowerCase()}`;
}

function rowFor(request: SyncRequest, by: string, accountId: string, channelId: string): NewSync {
	const { action, posting, settings, rules, captions, everyMinutes, paused } = request;
	return {
		...{ accountId, channelId, action, posting, settings, rules, captions, everyMinutes, by },
		...{ isPaused: paused, leaseMinutes: request.leaseMinutes ?? null },
	};
}

function noticeFor(sync: Sync, request: SyncRequest): string | null {
	const chosen = ({ posting, settings, rules, captions, everyMinutes }: Sync | SyncRequest) => ({
		...{ posting, settings, rules, captions, everyMinutes },
	});
	return isDeepStrictEqual(chosen(sync), chosen(request)) ? null : differs;
}
