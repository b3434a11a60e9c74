import { authorizeUrl, redirectUri, withTikTok } from '../withTikTok';

const decide = { sandbox_decision: 'allow', sandbox_user: 'sandbox_creator' };

async function get(url: string, headers: Record<string, string> = {}) {
	const answer = await fetch(url, { redirect: 'manual', headers });
	const location = answer.headers.get('location');
	return { status: answer.status, text: await answer.text(), location };
}

describe('the consent page', () => {
	const mistakes: [string, Record<string, string | null>, string][] = [
		['an unknown client_key', { client_key: 'nobody' }, 'client_key'],
		['client_id instead of client_key', { client_key: null, client_id: 'x' }, 'client_key'],
		['no response_type', { response_type: null }, 'response_type'],
		['response_type token', { response_type: 'token' }, 'response_type'],
		['no scope', { scope: null }, 'scope'],
		['scopes with spaces between', { scope: 'user.info.basic video.upload' }, 'scope'],
		['a scope that does not exist', { scope: 'video.create' }, 'scope'],
		['no state', { state: null }, 'state'],
		['no redirect_uri', { redirect_uri: null }, 'redirect_uri'],
		['localhost without a port', { redirect_uri: 'http://localhost/cb' }, 'redirect_uri'],
		['http elsewhere', { redirect_uri: 'http://example.org:80/cb' }, 'redirect_uri'],
		['a query in redirect_uri', { redirect_uri: `${redirectUri}?a=b` }, 'redirect_uri'],
		['a fragment in redirect_uri', { redirect_uri: `${redirectUri}#a` }, 'redirect_uri'],
		['a long redirect_uri', { redirect_uri: redirectUri.padEnd(512, 'x') }, 'redirect_uri'],
		['no code_challenge on localhost', { code_challenge: null }, 'code_challenge'],
		[
			'a base64url code_challenge',
			{ code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM' },
			'code_challenge',
		],
		['the plain method', { code_challenge_method: 'plain' }, 'code_challenge_method'],
	];
	it.each(mistakes)('names the field and never calls back on %s', (_, change, field) =>
		withTikTok({}, async (tiktok) => {
			const { status, text, location } = await get(
				authorizeUrl(tiktok, { ...decide, ...change }),
			);
			expect({ status, location }).toEqual({ status: 400, location: null });
			expect(text).toContain(`<code>${field}</code>`);
		}),
	);

	it('refuses a parameter that is there twice', () =>
		withTikTok({}, async (tiktok) => {
			const { status, text } = await get(`${authorizeUrl(tiktok, decide)}&state=other`);
			expect(status).toBe(400);
			expect(text).toContain('<code>state</code>');
		}));

	it('takes https without code_challenge, as a Web app has none', () =>
		withTikTok({}, async (tiktok) => {
			const { location } = await get(
				authorizeUrl(tiktok, {
					...decide,
					redirect_uri: 'https://example.org/cb',
					code_challenge: null,
					code_challenge_method: null,
				}),
			);
			expect(location).toMatch(/^https:\/\/example\.org\/cb\?code=/);
		}));

	it('compares with the registered URIs to the last slash', () =>
		withTikTok({ redirectUris: ['http://127.0.0.1:*/cb/', redirectUri] }, async (tiktok) => {
			const statusFor = async (uri: string) =>
				(await get(authorizeUrl(tiktok, { ...decide, redirect_uri: uri }))).status;
			expect(await statusFor(redirectUri)).toBe(302);
			expect(await statusFor('http://127.0.0.1:4711/cb/')).toBe(302);
			expect(await statusFor(`${redirectUri}/`)).toBe(400);
			expect(await statusFor('http://127.0.0.1:4711/cb')).toBe(400);
			expect(await statusFor('http://127.0.0.1:4711/x/cb/')).toBe(400);
		}));

	it('shows users and scopes, and its form sends the browser back with a code', () =>
		withTikTok({}, async (tiktok) => {
			const { text } = await get(authorizeUrl(tiktok));
			for (const shown of ['sandbox_creator', 'private_creator', 'video.publish']) {
				expect(text).toContain(shown);
			}
			const query = authorizeUrl(tiktok).split('?')[1] ?? '';
			const form = new URLSearchParams({ query, user: 'second_creator', decision: 'allow' });
			form.append('scope', 'video.upload');
			const answer = await fetch(`${tiktok.authorizeUrl}decision/`, {
				method: 'POST',
				body: form,
				redirect: 'manual',
			});
			expect(answer.status).toBe(302);
			const location = new URL(answer.headers.get('location') ?? '');
			expect(location.origin + location.pathname).toBe(redirectUri);
			expect(location.searchParams.get('scopes')).toBe('user.info.basic,video.upload');
			expect(location.searchParams.get('state')).toBe('a state');
		}));

	it('gives codes with the characters that must be decoded once', () =>
		withTikTok({}, async (tiktok) => {
			const { location } = await get(authorizeUrl(tiktok), {
				'sandbox-decision': 'allow',
				'sandbox-user': 'private_creator',
			});
			const code = new URL(location ?? '').searchParams.get('code');
			expect(code).toMatch(/\*0!\d/);
		}));

	it('sends access_denied and the state, but no code, when the person denies', () =>
		withTikTok({}, async (tiktok) => {
			const url = authorizeUrl(tiktok, { sandbox_decision: 'deny' });
			const query = new URL((await get(url)).location ?? '').searchParams;
			expect(query.get('error')).toBe('access_denied');
			expect(query.get('state')).toBe('a state');
			expect(query.has('code')).toBe(false);
		}));
});
