import { randomUUID } from 'node:crypto';
import { postSettings } from '../../../lib/posting/request';
import type { VideoFacts } from '../../../lib/youtube/videoFacts';
import type { MediaFacts } from '../../../services/store/schema';
import type { Account, TikTokPerson } from '../../../services/store/accounts';
import type { Grant } from '../../../services/store/grants';
import type { NewRepost, Repost } from '../../../services/store/reposts/reposts';
import type { Store } from '../../../services/store/store';

export const inAnHour = () => new Date(Date.now() + 3_600_000);

export function person(given: Partial<TikTokPerson> = {}): TikTokPerson {
	const openId = randomUUID();
	return {
		...{ clientKey: 'key1', openId, unionId: null, username: null },
		...{ displayName: `Ana ${openId}`, avatarUrl: null, ...given },
	};
}

export function grant(given: Partial<Grant> = {}): Grant {
	return {
		...{ clientKey: 'key1', openId: 'open1' },
		...{ accessToken: `act.${randomUUID()}`, refreshToken: `rft.${randomUUID()}` },
		scopes: ['user.info.basic', 'video.upload'],
		...{ accessExpiresAt: inAnHour(), refreshExpiresAt: inAnHour(), ...given },
	};
}

export async function newAccount(store: Store, given?: Partial<TikTokPerson>): Promise<Account> {
	return (await store.accounts.connect(person(given), grant())).account;
}

export function wanted(accountId: string, given: Partial<NewRepost> = {}): NewRepost {
	return {
		...{ accountId, videoId: randomUUID(), posting: 'auto', again: false },
		settings: postSettings.parse({ privacy: 'SELF_ONLY' }),
		ownContent: { statement: 'mine', by: 'operator', at: new Date().toISOString() },
		...given,
	};
}

export async function newRepost(store: Store, given?: Partial<NewRepost>): Promise<Repost> {
	const { id } = await newAccount(store);
	return (await store.reposts.create(wanted(id, given))).repost;
}

export const video: VideoFacts = {
	...{ title: 'A Short', description: 'With words', channel: 'Ana', channelId: 'UC1' },
	...{ durationSec: 12.5, widthPx: 1080, heightPx: 1920 },
};

export const media: MediaFacts = {
	...{ fileName: 'ready.mp4', sizeBytes: 20_000_000, sha256: 'ab'.repeat(32) },
	...{ contentType: 'video/mp4', durationSec: 12.5, widthPx: 1080, heightPx: 1920 },
	preparation: 'as it is',
};

export function upload(given: { attempt?: number; publishId?: string } = {}) {
	return {
		...{ attempt: 1, publishId: 'v_pub.1', uploadUrl: 'https://upload/?token=secret' },
		urlExpiresAt: inAnHour(),
		...{ sizeBytes: 20_000_000, chunkSizeBytes: 20_000_000, chunkCount: 1 },
		...{ sha256: media.sha256, ...given },
	};
}

/** How the row's timeline reads. */
export async function story(store: Store, id: string): Promise<string[]> {
	return (await store.reposts.timeline(id)).map(({ type, data }) =>
		type === 'repost.state' ? `state ${String(data['state'])}` : type.replace('repost.', ''),
	);
}
