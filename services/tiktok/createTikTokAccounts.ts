import { Problem } from '../../lib/errors';
import { callsPerMinute, type TikTokEndpoint } from '../../lib/tiktok/limits';
import { scopesNeeded, userInfoFields } from '../../lib/tiktok/scopes';
import { createFreshGrants, type GrantDeps, type VersionedGrant } from './freshGrant';
import type { TikTokAccounts } from './tiktok';
import { TikTokError } from './tikTokError';

type ScopedEndpoint = keyof typeof scopesNeeded;

/** TikTok on behalf of accounts: the only place that holds and refreshes their tokens. */
export function createTikTokAccounts(deps: GrantDeps): TikTokAccounts {
	const { tiktok, store, log } = deps;
	const grants = createFreshGrants(deps);

	return {
		creatorInfo: (accountId) =>
			call(accountId, 'creator_info', ({ accessToken }) => tiktok.creatorInfo(accessToken)),
		initVideo: (accountId, body) =>
			call(accountId, body.post_info ? 'video/init' : 'inbox/video/init', ({ accessToken }) =>
				tiktok.initVideo(accessToken, body),
			),
		fetchStatus: (accountId, publishId) =>
			call(accountId, 'status/fetch', ({ accessToken }) =>
				tiktok.fetchStatus(accessToken, publishId),
			),
		listVideos: (accountId, page) =>
			call(accountId, 'video/list', ({ accessToken }) =>
				tiktok.listVideos(accessToken, page),
			),
		queryVideos: (accountId, postIds) =>
			call(accountId, 'video/query', ({ accessToken }) =>
				tiktok.queryVideos(accessToken, postIds),
			),
		async refreshNames(accountId) {
			const scopes = await scopesOf(accountId);
			const user =
				userInfoFields(scopes).length > 0
					? await call(accountId, 'user/info', ({ accessToken }) =>
							tiktok.userInfo(accessToken, scopes),
						)
					: null;
			const creator = scopes.includes('video.publish')
				? await call(accountId, 'creator_info', ({ accessToken }) =>
						tiktok.creatorInfo(accessToken),
					)
				: null;
			const username = user?.username ?? creator?.username;
			const displayName = user?.displayName ?? creator?.nickname;
			if (!username && !displayName) return;
			await store.accounts.rename(accountId, {
				...(username ? { username } : {}),
				...(displayName ? { displayName } : {}),
			});
		},
		async refreshGrant(accountId) {
			await grants.force(accountId);
		},
		async disconnect(accountId) {
			await revokeAt(accountId);
			await store.grants.remove(accountId);
			await store.accounts.setStatus(accountId, 'disconnected');
		},
		scopesOf,
	};

	async function scopesOf(accountId: string): Promise<string[]> {
		return (await store.grants.facts(accountId))?.scopes ?? [];
	}

	/**
	 * One call with a good token. A 401 is a refusal without effect, so every call here, an init too, may be made once
	 * more with a refreshed token.
	 */
	async function call<T>(
		accountId: string,
		endpoint: ScopedEndpoint,
		ask: (grant: VersionedGrant) => Promise<T>,
	): Promise<T> {
		const grant = await grants.fresh(accountId);
		checkScope(endpoint, grant);
		await take(accountId, endpoint);
		try {
			return await ask(grant);
		} catch (error) {
			if (!isTokenRefused(error)) throw namingScope(endpoint, error);
		}
		const renewed = await grants.newerThan(accountId, grant.version);
		checkScope(endpoint, renewed);
		await take(accountId, endpoint);
		try {
			return await ask(renewed);
		} catch (error) {
			if (!isTokenRefused(error)) throw namingScope(endpoint, error);
			throw new Problem(
				'reconnect_needed',
				'TikTok refuses even a fresh access token: connect the account again.',
				error.facts.logId ? { logId: error.facts.logId } : {},
			);
		}
	}

	async function take(accountId: string, endpoint: TikTokEndpoint): Promise<void> {
		const perMinute = callsPerMinute[endpoint];
		const taken = await store.calls.take(
			{ provider: 'tiktok', endpoint, accountId },
			perMinute,
		);
		if (taken.ok) return;
		throw new Problem(
			'tiktok_rate_limited',
			`TikTok takes ${perMinute ?? 0} ${endpoint} calls a minute for an account: 14ms goes on in ${Math.ceil(taken.retryAfterMs / 1000)} seconds.`,
			{ retryAfterMs: taken.retryAfterMs },
		);
	}

	/** A grant that is dead already needs no revoking; when TikTok is away nothing is removed and the person hears so. */
	async function revokeAt(accountId: string): Promise<void> {
		try {
			const { accessToken } = await grants.fresh(accountId);
			await take(accountId, 'oauth/revoke');
			await tiktok.revoke(accessToken);
		} catch (error) {
			const isAway =
				error instanceof TikTokError
					? ['retry', 'retryAfter'].includes(error.meaning.remedy.do)
					: !(error instanceof Problem && error.code === 'reconnect_needed');
			if (isAway) throw error;
			log.warn({ accountId }, 'TikTok had nothing left to revoke for this account.');
		}
	}
}

function checkScope(endpoint: ScopedEndpoint, { scopes }: VersionedGrant): void {
	const needed = scopesNeeded[endpoint];
	if (needed.some((scope) => scopes.includes(scope))) return;
	throw new Problem(
		'scope_missing',
		`The TikTok account did not grant ${needed.join(' or ')}: connect it again and leave every box ticked.`,
	);
}

/** The person may have taken a permission back without 14ms being told: TikTok’s refusal names none. */
function namingScope(endpoint: ScopedEndpoint, error: unknown): unknown {
	if (!(error instanceof TikTokError) || error.meaning.code !== 'scope_missing') return error;
	const { logId } = error.facts;
	return new Problem(
		'scope_missing',
		`TikTok says that the account no longer grants ${scopesNeeded[endpoint].join(' or ')}: connect it again and leave every box ticked, and check that the app has the scope in TikTok’s portal.`,
		logId ? { logId } : {},
	);
}

function isTokenRefused(error: unknown): error is TikTokError {
	return error instanceof TikTokError && error.meaning.remedy.do === 'refreshToken';
}
