import { Provider, type Configuration } from 'oidc-provider';
import { randomBytes } from 'node:crypto';
import type { Log } from '../../services/log';
import type { Settings } from '../../services/settings';
import { hashOfClientSecret } from '../../services/store/oauthStore';
import type { OAuthStore } from '../../services/store/oauth/oauth';
import { createAdapter } from './createAdapter';
import { allScopes } from './scopes';

export const oauthRoutePaths = {
	authorization: '/oauth/authorize',
	token: '/oauth/token',
	revocation: '/oauth/revoke',
	registration: '/oauth/register',
} as const;

const minuteSec = 60;
const daySec = 24 * 60 * minuteSec;

interface Deps {
	settings: Settings;
	cookieKeys: string[];
	oauth: OAuthStore;
	log: Log;
	/** Whose token is asked for, once the code has proved right; null when there is nobody. */
	accountFor(subject: string): Promise<string | null>;
	/** Shows an error of the browser's part as a page. */
	renderError: NonNullable<Configuration['renderError']>;
}

/** The OAuth2 server: authorization code and refresh, opaque tokens, no sessions, state in the store. */
export function createProvider(deps: Deps): Provider {
	const { settings, cookieKeys, oauth, log } = deps;
	const { accessTokenMs } = settings.timing;
	const provider = new Provider(settings.publicUrl, {
		adapter: createAdapter(oauth),
		// A client's metadata may name URLs to be read: 14ms reads none of them.
		fetch: () => Promise.reject(new Error('The OAuth2 server calls nobody.')),
		// Plain OAuth2: nothing is signed.
		jwks: { keys: [] },
		enabledJWA: { idTokenSigningAlgValues: ['HS256'] },
		scopes: allScopes,
		responseTypes: ['code'],
		// Without `none`: n8n would take it where it is offered, and a client with a secret is the safer one.
		clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
		clientDefaults: {
			grant_types: ['authorization_code', 'refresh_token'],
			response_types: ['code'],
			id_token_signed_response_alg: 'HS256',
		},
		extraClientMetadata: { properties: [] },
		routes: {
			...oauthRoutePaths,
			jwks: '/oauth/keys',
			end_session: '/oauth/session/end',
		},
		cookies: {
			keys: cookieKeys,
			names: {
				session: '14ms_oauth_session',
				interaction: '14ms_oauth_interaction',
				resume: '14ms_oauth_resume',
			},
			long: { signed: true, httpOnly: true, sameSite: 'lax', path: '/oauth' },
			short: { signed: true, httpOnly: true, sameSite: 'lax' },
		},
		features: {
			devInteractions: { enabled: false },
			userinfo: { enabled: false },
			rpInitiatedLogout: { enabled: false },
			revocation: {
				enabled: true,
				allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
			},
			registration: {
				enabled: true,
				initialAccessToken: false,
				issueRegistrationAccessToken: false,
				idFactory: () => newClientId(),
				secretFactory: () => newClientSecret(),
			},
		},
		interactions: { url: (_ctx, { uid }) => interactionPath(uid) },
		loadExistingGrant: (ctx) => {
			const grantId = ctx.oidc.result?.consent?.grantId;
			return grantId ? ctx.oidc.provider.Grant.find(grantId) : Promise.resolve(undefined);
		},
		async findAccount(_ctx, subject, token) {
			// Without a token it is the browser on its way back to the client.
			const isThere = token === undefined || (await deps.accountFor(subject)) !== null;
			return isThere ? { accountId: subject, claims: () => ({ sub: subject }) } : undefined;
		},
		issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
		rotateRefreshToken: true,
		expiresWithSession: () => false,
		clientBasedCORS: () => false,
		ttl: {
			AccessToken: Math.max(1, Math.round(accessTokenMs / 1000)),
			AuthorizationCode: 2 * minuteSec,
			RefreshToken: 365 * daySec,
			Grant: 20 * 365 * daySec,
			Interaction: 60 * minuteSec,
			Session: 10 * minuteSec,
		},
		renderError: deps.renderError,
	});
	provider.proxy = settings.publicUrl.startsWith('https:');
	compareHashes(provider);
	provider.on('server_error', (_ctx, error) => {
		log.error({ err: error }, 'the OAuth2 server failed');
	});
	return provider;
}

export function interactionPath(uid: string): string {
	return `/oauth/interaction/${uid}`;
}

export function newClientId(): string {
	return `n8n-${randomBytes(9).toString('base64url')}`;
}

export function newClientSecret(): string {
	return randomBytes(32).toString('base64url');
}

/** Clients come from the adapter with the hash of their secret. */
function compareHashes({ Client }: Provider): void {
	const prototype: { compareClientSecret?: unknown } = Client.prototype;
	const original: unknown = prototype.compareClientSecret;
	if (typeof original !== 'function') {
		throw new Error('oidc-provider compares client secrets in another way now.');
	}
	prototype.compareClientSecret = function (this: { clientSecret?: string }, shown: unknown) {
		const hash = typeof shown === 'string' ? hashOfClientSecret(shown) : '';
		const answer: unknown = original.call(this, hash);
		return answer;
	};
}
