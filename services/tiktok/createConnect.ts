import { randomBytes } from 'node:crypto';
import { Problem } from '../../lib/errors';
import { meaningOfTikTok } from '../../lib/tiktok/errorTable';
import type { TikTokEndpoint } from '../../lib/tiktok/limits';
import { askedScopes, canPost, missingScopes } from '../../lib/tiktok/scopes';
import type { Scope, TokenAnswer } from '../../lib/tiktok/types';
import type { Log } from '../log';
import type { Store } from '../store/store';
import type { Connect, ConnectOutcome, PendingConnect } from './connect';
import { grantOf } from './grantOf';
import { pendingOf } from './pendingOf';
import { nameSources, personOf } from './personOf';
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
	/** Called once an account is stored, before anybody is told of it. */
	onConnected?: () => Promise<unknown>;
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
			const pending = { person: await personOf({ tiktok, log }, token), grant };
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
		await deps.onConnected?.();
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

function redirectUriOf({ redirectUri }: ConnectDeps): string {
	if (redirectUri) return redirectUri;
	throw new Problem(
		'bad_settings',
		'TIKTOK_REDIRECT_URI is not set: set it to the redirect URI in TikTok’s portal.',
	);
}
