import { randomUUID } from 'node:crypto';
import type { Decision, DecisionState } from '../../../../lib/sync/decision';
import { captionRules, syncRules, type SyncRules } from '../../../../lib/sync/syncRules';
import { syncPostSettings } from '../../../../lib/sync/syncView';
import type { ChannelVideo } from '../../../../lib/youtube/channelVideo';
import type { Store } from '../../../../services/store/store';
import type { NewSync, Sync } from '../../../../services/store/syncs/syncs';
import { newAccount } from '../samples';

export function newVideo(given: Partial<ChannelVideo> = {}): ChannelVideo {
	const videoId = randomUUID().replaceAll('-', '').slice(0, 11);
	return {
		...{ videoId, title: `Short ${videoId}`, description: 'Words #shorts' },
		...{
			publishedAt: new Date().toISOString(),
			durationSec: 20,
			widthPx: 1080,
			heightPx: 1920,
		},
		...{ isShort: true, live: 'none', access: 'public', startsAt: null, ...given },
	};
}

export async function newChannel(store: Store): Promise<string> {
	const channelId = `UC${randomUUID().replaceAll('-', '').slice(0, 22)}`;
	await store.syncs.keepChannel({
		...{ channelId, handle: '@ana', title: 'Ana', avatarUrl: null },
	});
	return channelId;
}

export async function wantedSync(store: Store, given: Partial<NewSync> = {}): Promise<NewSync> {
	return {
		accountId: given.accountId ?? (await newAccount(store)).id,
		channelId: given.channelId ?? (await newChannel(store)),
		...{ action: 'repost', posting: 'inbox', everyMinutes: 15, by: 'operator (API)' },
		settings: syncPostSettings.parse({}),
		rules: syncRules.parse({}),
		captions: captionRules.parse({}),
		...{ isPaused: false, leaseMinutes: null, ...given },
	};
}

export async function newSync(store: Store, given: Partial<NewSync> = {}): Promise<Sync> {
	return (await store.syncs.create(await wantedSync(store, given))).sync;
}

export function rulesWith(given: Partial<SyncRules>): SyncRules {
	return syncRules.parse(given);
}

export function decided<S extends DecisionState>(
	state: S,
	reason: Decision<S>['reason'],
	lookAgainAt: string | null = null,
): Decision<S> {
	return { state, reason, sentence: `It is ${state}: ${reason}.`, lookAgainAt };
}

/** Saves these as found by one look. */
export async function found(store: Store, id: string, videos: ChannelVideo[]): Promise<void> {
	await store.syncs.saveLook(id, { videos, memory: {} });
}

/** The state and reason of each video. */
export async function decisionsOf(store: Store, id: string): Promise<Record<string, string>> {
	const { items } = await store.syncs.decisions({ syncId: id, limit: 100 });
	return Object.fromEntries(
		items.map(({ videoId, state, reason }) => [videoId, `${state}/${reason}`]),
	);
}
