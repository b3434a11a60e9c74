import { createHash, randomBytes } from 'node:crypto';
import type { Browser } from '../support/browser';
import type { WebUnderTest } from '../support/startWebUnderTest';

export const redirectUri = 'http://localhost:5678/rest/oauth2-credential/callback';

/** What `addN8n` makes known to the server. */
export const knownN8n = { id: 'n8n-test', secret: 'secret-of-the-client-0123456789' };

/** As the operator makes a client by hand. */
export function addN8n(
	{ store }: Pick<WebUnderTest, 'store'>,
	{ id = knownN8n.id, redirectUris = [redirectUri] } = {},
): Promise<void> {
	return store.oauth.addClient({
		...{ id, secret: knownN8n.secret, name: 'n8n', redirectUris },
		...{ metadata: {}, registeredBy: 'operator' },
	});
}

export interface Tokens {
	status: number;
	body: Record<string, unknown>;
	accessToken: string;
	refreshToken: string;
}

interface Options {
	id: string;
	secret: string | null;
	/** n8n's setting Authentication: Header or Body. */
	auth?: 'header' | 'body';
	pkce?: boolean;
	scope?: string;
}

/** An OAuth2 client that behaves as n8n's does: it always sends client_id, and its secret in header or body. */
export function n8nClient(web: Pick<WebUnderTest, 'origin'>, options: Options) {
	const { id, secret, auth = 'header', scope = 'reposts:read reposts:write' } = options;
	const verifier = options.pkce ? randomBytes(32).toString('base64url') : null;

	function authorizeUrl(more: Record<string, string> = {}): URL {
		const url = new URL('/oauth/authorize', web.origin);
		url.search = new URLSearchParams({
			client_id: id,
			redirect_uri: redirectUri,
			response_type: 'code',
			state: 'n8n-state',
			scope,
			...(verifier
				? {
						code_challenge: createHash('sha256').update(verifier).digest('base64url'),
						code_challenge_method: 'S256',
					}
				: {}),
			...more,
		}).toString();
		return url;
	}

	async function post(path: string, form: Record<string, string>): Promise<Response> {
		const basic = Buffer.from(`${id}:${secret ?? ''}`).toString('base64');
		return fetch(new URL(path, web.origin), {
			method: 'POST',
			headers: {
				Accept: 'application/json',
				...(secret !== null && auth === 'header'
					? { Authorization: `Basic ${basic}` }
					: {}),
			},
			body: new URLSearchParams({
				client_id: id,
				...(secret !== null && auth === 'body' ? { client_secret: secret } : {}),
				...form,
			}),
		});
	}

	async function tokens(form: Record<string, string>): Promise<Tokens> {
		const response = await post('/oauth/token', form);
		const body = (await response.json()) as Record<string, unknown>;
		return {
			status: response.status,
			body,
			accessToken: String(body.access_token),
			refreshToken: String(body.refresh_token),
		};
	}

	return {
		authorizeUrl,
		exchange: (code: string, more: Record<string, string> = {}) =>
			tokens({
				grant_type: 'authorization_code',
				code,
				redirect_uri: redirectUri,
				...(verifier ? { code_verifier: verifier } : {}),
				...more,
			}),
		refresh: (refreshToken: string) =>
			tokens({ grant_type: 'refresh_token', refresh_token: refreshToken }),
		revoke: (token: string) => post('/oauth/revoke', { token }),
	};
}

/** Follows redirects, deciding TikTok's consent by script, until a page is shown or n8n's callback is reached. */
export async function walk(
	browser: Browser,
	from: string,
	consent: { user?: string; scopes?: string; decision?: 'allow' | 'deny' } = {},
): Promise<{ url: URL; page: Response | null }> {
	let url = new URL(from);
	for (let steps = 0; steps < 12; steps++) {
		if (url.href.startsWith(redirectUri)) return { url, page: null };
		if (url.pathname.startsWith('/v2/auth/authorize')) {
			url.searchParams.set('sandbox_decision', consent.decision ?? 'allow');
			if (consent.user) url.searchParams.set('sandbox_user', consent.user);
			if (consent.scopes) url.searchParams.set('sandbox_scopes', consent.scopes);
		}
		const response = await browser.go(url.href);
		const location = response.headers.get('location');
		if (!location) return { url, page: response };
		url = new URL(location, url);
	}
	throw new Error(`No end to the redirects: ${url.href}`);
}

/** Whom this token is for. */
export async function whoIs(
	{ origin }: Pick<WebUnderTest, 'origin'>,
	accessToken: string,
): Promise<{ status: number; username: string | undefined }> {
	const answer = await fetch(`${origin}/api/v1/account`, {
		headers: { Authorization: `Bearer ${accessToken}` },
	});
	const { username } = (await answer.json()) as { username?: string };
	return { status: answer.status, username };
}

export function codeIn(url: URL): string {
	const code = url.searchParams.get('code');
	if (!code) throw new Error(`There is no code in ${url.href}`);
	return code;
}
