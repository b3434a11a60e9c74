import { Problem } from '../../lib/errors';
import type { TikTokEndpoint } from '../../lib/tiktok/limits';
import type { TokenAnswer } from '../../lib/tiktok/types';
import type { Log } from '../log';
import type { TikTokPerson } from '../store/accounts';
import { problemOf } from './problemOf';
import type { TikTok } from './tiktok';

/** Whom TikTok's answer is about. Names are a courtesy: neither call may stop a connect that has its token. */
export async function personOf(
	{ tiktok, log }: { tiktok: TikTok; log: Log },
	{ accessToken, openId, scopes }: TokenAnswer,
): Promise<TikTokPerson> {
	const sources = nameSources(scopes);
	const user = sources.includes('user/info')
		? await orNull('user/info', () => tiktok.userInfo(accessToken, scopes))
		: null;
	const creator = sources.includes('creator_info')
		? await orNull('creator_info', () => tiktok.creatorInfo(accessToken))
		: null;
	if (user && user.openId !== openId) {
		throw new Problem(
			'connect_failed',
			'TikTok named two different people for one sign-in: connect again.',
		);
	}
	const username = user?.username ?? creator?.username ?? null;
	return {
		clientKey: tiktok.clientKey,
		openId,
		unionId: user?.unionId ?? null,
		username,
		displayName:
			user?.displayName ??
			creator?.nickname ??
			username ??
			`TikTok account ${openId.slice(-6)}`,
		avatarUrl: user?.avatarUrl ?? creator?.avatarUrl ?? null,
	};

	async function orNull<T>(endpoint: TikTokEndpoint, call: () => Promise<T>): Promise<T | null> {
		try {
			return await call();
		} catch (error) {
			const why = problemOf(error);
			if (!(why instanceof Problem)) throw error;
			log.warn({ endpoint, code: why.code }, 'A name was not to be had while connecting.');
			return null;
		}
	}
}

/** The calls that the scopes allow and that tell names. */
export function nameSources(scopes: string[]): TikTokEndpoint[] {
	return [
		...(scopes.includes('user.info.basic') ? (['user/info'] as const) : []),
		...(scopes.includes('video.publish') ? (['creator_info'] as const) : []),
	];
}
