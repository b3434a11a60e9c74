import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Problem } from '../../lib/errors';
import { meaningOfTikTok } from '../../lib/tiktok/errorTable';
import type { TikTokEndpoint } from '../../lib/tiktok/limits';
import { askedScopes, canPost, missingScopes } from '../../lib/tiktok/scopes';
import type { Scope, TokenAnswer } from '../../lib/tiktok/types';
import type { Log } from '../log';
import type { Account, TikTokPerson } from '../store/accounts';
import type { Grant } from '../store/grants';
import type { Store } from '../store/store';
import { grantOf } from './grantOf';
import { challengeOf, newVerifier } from './pkce';
import { problemOf } from './problemOf';
import type { TikTok } from './tiktok';

export interface ConnectDeps {
	tiktok: TikTok;
	store: Pick<Store, 'accounts' | 'calls'>;
	/** TIKTOK_REDIRECT_URI, as it stands in TikTok's portal. */
	redirectUri: string | null;
	/** Asked for beside `askedScopes`; that they are not granted is no trouble. */
	extraScopes?: Scope[];
	log: Log;
	now?: () => Date;
}

/** Someone's answer from TikTok before it is known which account it is. Holds tokens: seal it wherever it goes. */
export interface PendingConnect {
	person: TikTokPerson;
	grant: Grant;
}

export type ConnectOutcome =
	| {
			kind: 'connected';
			account: Account;
			outcome: 'new' | 'reconnected' | 'newKeys';
			granted: string[];
			/** Asked for and not granted. */
			missing: string[];
	  }
	/** TikTok gave no union_id and the app keys are new: ask the person, then call `finish` with the pending part. */
	| { kind: 'whoIsIt'; twins: Account[]; pending: PendingConnect }
	/** Someone new, and nothing was kept (`keepNew: false`): `keep` makes it an account. */
	| { kind: 'new'; pending: PendingConnect };

interface Keeping {
	/** False: an account that is new is not kept yet; one that is known gets the grant at once. Default true. */
	keepNew?: boolean;
}

/** Connecting a TikTok account, in the two steps that a browser walks. Throws Problem only. */
export interface Connect {
	/**
	 * Where to send the browser. Keep `state` and `codeVerifier` (null where TikTok needs none) for the callback.
	 * `alwaysAsk` shows TikTok's page even to a known session; default: once an account is connected.
	 */
	begin(options?: {
		alwaysAsk?: boolean;
	}): Promise<{ url: string; state: string; codeVerifier: string | null; redirectUri: string }>;
	/** `code` as it is in the callback's query, decoded once. Problems: connect_failed, scope_missing, tiktok_*. */
	complete(
		callback: { code: string; codeVerifier: string | null },
		options?: Keeping,
	): Promise<ConnectOutcome>;
	/** After `whoIsIt`. `pending` may have been through JSON; `sameAs` null: none of the accounts that are there. */
	finish(pending: unknown, sameAs: string | null, options?: Keeping): Promise<ConnectOutcome>;
	/** Makes an account of a pending connect, under `newId`, unless the person has been connected meanwhile. */
	keep(pending: unknown, newId: string): Promise<Account>;
	/** The callback's `error`, e.g. `access_denied`, in words. */
	denied(error: string): Problem;
}

export function createConnect(deps: ConnectDeps): Connect {
	const { tiktok, store, log, now = () => new Date() } = deps;

	return {
		async begin({ alwaysAsk } = {}) {
			const redirectUri = redirectUriOf(deps);
			const state = randomBytes(32).toString('base64url');
			// http redirects are those of TikTok's Desktop platform, which demands PKCE (facts/tiktok.md §1).
			const codeVerifier = new URL(redirectUri).protocol === 'http:' ? newVerifier() : null;
			const url = tiktok.authorizeUrl({
				state,
				scopes: [...askedScopes, ...(deps.extraScopes ?? [])],
				redirectUri,
				...(codeVerifier ? { codeChallenge: challengeOf(codeVerifier) } : {}),
				alwaysAsk: alwaysAsk ?? (await hasAccounts()),
			});
			return { url, state, codeVerifier, redirectUri };
		},
		async complete({ code, codeVerifier }, { keepNew = true } = {}) {
			const askedAt = now();
			const token = await exchange(code, codeVerifier);
			const grant = grantOf(token, { clientKey: tiktok.clientKey, askedAt, scopes: [] });
			if (!canPost(grant.scopes)) {
				throw new Problem(
					'scope_missing',
					'TikTok gave no permission to post: connect again and leave “upload” or “post” ticked on TikTok’s page.',
				);
			}
			const pending = { person: await whoIsThis(token), grant };
			const twins = await store.accounts.possibleTwins(pending.person);
			if (twins.length > 0) return { kind: 'whoIsIt', twins, pending };
			if (!keepNew && !(await store.accounts.known(pending.person))) {
				return { kind: 'new', pending };
			}
			const end = await save(pending, null);
			// They count against the account's limits, which has its id only now.
			for (const endpoint of nameSources(token.scopes)) await note(endpoint, end.account.id);
			return end;
		},
		async finish(pending, sameAs, { keepNew = true } = {}) {
			const found = pendingOf(pending);
			if (!keepNew && sameAs === null && !(await store.accounts.known(found.person))) {
				return { kind: 'new', pending: found };
			}
			return save(found, sameAs);
		},
		async keep(pending, newId) {
			return (await save(pendingOf(pending), null, newId)).account;
		},
		denied(error) {
			const meaning = meaningOfTikTok({
				endpoint: 'authorize',
				httpStatus: 302,
				code: /^[a-z_]{1,60}$/.test(error) ? error : 'unreadable',
			});
			return new Problem(meaning.code, meaning.sentence);
		},
	};

	async function hasAccounts(): Promise<boolean> {
		const accounts = await store.accounts.list();
		return accounts.some((account) => account.status === 'connected');
	}

	async function exchange(code: string, codeVerifier: string | null): Promise<TokenAnswer> {
		const redirectUri = redirectUriOf(deps);
		await note('oauth/token', tiktok.clientKey);
		try {
			return await tiktok.exchangeCode({
				code,
				redirectUri,
				...(codeVerifier ? { codeVerifier } : {}),
			});
		} catch (error) {
			throw problemOf(error);
		}
	}

	/** Names are a courtesy: neither call may stop a connect that has its token. */
	async function whoIsThis({ accessToken, openId, scopes }: TokenAnswer): Promise<TikTokPerson> {
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
	}

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

	async function note(endpoint: TikTokEndpoint, accountId: string): Promise<void> {
		await store.calls.take({ provider: 'tiktok', endpoint, accountId }, null);
	}

	async function save(
		{ person, grant }: PendingConnect,
		sameAs: string | null,
		newId?: string,
	): Promise<Extract<ConnectOutcome, { kind: 'connected' }>> {
		const { account, outcome } = await store.accounts.connect(
			person,
			grant,
			sameAs ?? undefined,
			newId,
		);
		const { scopes: granted } = grant;
		return {
			kind: 'connected',
			account,
			outcome,
			granted,
			missing: missingScopes(granted),
		};
	}
}

/** The calls that the scopes allow and that tell names. */
function nameSources(scopes: string[]): TikTokEndpoint[] {
	return [
		...(scopes.includes('user.info.basic') ? (['user/info'] as const) : []),
		...(scopes.includes('video.publish') ? (['creator_info'] as const) : []),
	];
}

function redirectUriOf({ redirectUri }: ConnectDeps): string {
	if (redirectUri) return redirectUri;
	throw new Problem(
		'bad_settings',
		'TIKTOK_REDIRECT_URI is not set: set it to the redirect URI in TikTok’s portal.',
	);
}

function pendingOf(pending: unknown): PendingConnect {
	const parsed = pendingConnect.safeParse(pending);
	if (parsed.success) return parsed.data;
	throw new Problem('connect_state_invalid', 'This page is too old: connect again.');
}

const pendingConnect = z.object({
	person: z.object({
		clientKey: z.string(),
		openId: z.string(),
		unionId: z.string().nullable(),
		username: z.string().nullable(),
		displayName: z.string(),
		avatarUrl: z.string().nullable(),
	}),
	grant: z.object({
		clientKey: z.string(),
		openId: z.string(),
		accessToken: z.string(),
		refreshToken: z.string(),
		scopes: z.array(z.string()),
		accessExpiresAt: z.coerce.date(),
		refreshExpiresAt: z.coerce.date(),
	}),
});
