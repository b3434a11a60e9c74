import { Problem } from '../../lib/errors';
import type { TikTokNews } from '../../lib/tiktok/webhook';
import { isFinal } from '../../lib/posting/states';
import type { Log } from '../log';
import type { Account } from '../store/accounts';
import type { Store } from '../store/store';
import type { Engine } from '../temporal/engine';
import type { TikTokAccounts } from '../tiktok/tiktok';
import type { Desk } from './desk';

interface Deps {
	store: Store;
	engine: Engine;
	tiktok: TikTokAccounts;
	log: Log;
}

/** TikTok's events wake whoever waits for TikTok. Nothing in them is taken for true. */
export function createHear({ store, engine, tiktok, log }: Deps): Desk['hear'] {
	return async (news) => {
		if (news.about === 'post') return hearOfPost(news);
		if (news.about === 'grant') return hearOfGrant(news);
	};

	async function hearOfPost({
		publishId,
		event,
	}: Extract<TikTokNews, { about: 'post' }>): Promise<void> {
		const repost = await store.reposts.byPublishId(publishId);
		if (!repost) {
			log.info({ event, publishId }, 'TikTok sent an event about no present upload.');
			return;
		}
		// A published one may still wait for its link.
		const waits = !isFinal(repost.state) || (repost.state === 'published' && !repost.postId);
		if (waits) await engine.tiktokSaid(repost.id, repost.attempt);
	}

	/** Asks TikTok with the present token: after a reconnect, which is how an old event comes late, all is well. */
	async function hearOfGrant({
		event,
		...alias
	}: Extract<TikTokNews, { about: 'grant' }>): Promise<void> {
		const account = await accountOf(alias);
		if (account?.status !== 'connected') {
			log.info({ event, account: account?.id }, 'TikTok sent an event about no connection.');
			return;
		}
		const scopes = await tiktok.scopesOf(account.id);
		const canAsk = scopes.includes('user.info.basic') || scopes.includes('video.publish');
		try {
			if (canAsk) await tiktok.refreshNames(account.id);
			else await tiktok.refreshGrant(account.id);
		} catch (error) {
			// That it is gone has been noted by whoever found out.
			if (!(error instanceof Problem) || error.code !== 'reconnect_needed') throw error;
		}
	}

	async function accountOf(alias: {
		clientKey: string;
		openId: string;
	}): Promise<Account | null> {
		const unknown = { unionId: null, username: null, displayName: '', avatarUrl: null };
		return store.accounts.known({ ...alias, ...unknown });
	}
}
