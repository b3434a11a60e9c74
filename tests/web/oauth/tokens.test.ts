import { openBrowser } from '../support/browser';
import { startWebUnderTest, type WebUnderTest } from '../support/startWebUnderTest';
import { addN8n, codeIn, knownN8n, n8nClient, redirectUri, walk, whoIs } from './n8nClient';

let web: WebUnderTest;

beforeAll(async () => {
	web = await startWebUnderTest();
	await addN8n(web);
});
afterAll(() => web.close());

const client = (more: Partial<Parameters<typeof n8nClient>[1]> = {}) =>
	n8nClient(web, { ...knownN8n, ...more });

async function connected(more: Parameters<typeof client>[0] = {}) {
	const n8n = client(more);
	const { url } = await walk(openBrowser(web.origin), n8n.authorizeUrl().href);
	return { n8n, tokens: await n8n.exchange(codeIn(url)) };
}

test.each([
	{ auth: 'header' as const, pkce: false },
	{ auth: 'body' as const, pkce: false },
	{ auth: 'header' as const, pkce: true },
])('tokens are given and refreshed with %j', async (more) => {
	const { n8n, tokens } = await connected(more);
	expect(tokens.status).toBe(200);
	const next = await n8n.refresh(tokens.refreshToken);
	expect(next.status).toBe(200);
	expect(next.refreshToken).not.toBe(tokens.refreshToken);
	expect(await whoIs(web, next.accessToken)).toMatchObject({ status: 200 });
});

test('with PKCE a code without its verifier is refused', async () => {
	const n8n = client({ pkce: true });
	const { url } = await walk(openBrowser(web.origin), n8n.authorizeUrl().href);
	expect(await client().exchange(codeIn(url))).toMatchObject({ status: 400 });
});

test('five refreshes at once, and one whose answer was lost, all work', async () => {
	const { n8n, tokens } = await connected();
	const five = await Promise.all(
		Array.from({ length: 5 }, () => n8n.refresh(tokens.refreshToken)),
	);
	expect(five.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
	expect((await n8n.refresh(tokens.refreshToken)).status).toBe(200);
	expect(await whoIs(web, five[4]?.accessToken ?? '')).toMatchObject({ status: 200 });
});

test('revoking ends the connection, and TikTok’s grant stays', async () => {
	const { n8n, tokens } = await connected();
	const other = await connected();
	expect((await n8n.revoke(tokens.refreshToken)).status).toBe(200);
	expect((await n8n.refresh(tokens.refreshToken)).status).toBe(400);
	expect(await whoIs(web, tokens.accessToken)).toMatchObject({ status: 401 });
	expect(await whoIs(web, other.tokens.accessToken)).toMatchObject({ status: 200 });
	const [account] = await web.store.accounts.list();
	expect(account?.status).toBe('connected');
	expect(await web.store.grants.open(account?.id ?? '')).not.toBeNull();
});

test('nothing that opens a door is in the log', async () => {
	const { tokens } = await connected();
	const log = web.lines.join('\n');
	for (const value of [tokens.accessToken, tokens.refreshToken, knownN8n.secret]) {
		expect(log).not.toContain(value);
	}
});

test('with its client, all its tokens go', async () => {
	await addN8n(web, { id: 'n8n-leaving' });
	const { n8n, tokens } = await connected({ id: 'n8n-leaving' });
	expect(await whoIs(web, tokens.accessToken)).toMatchObject({ status: 200 });
	await web.store.oauth.removeClient('n8n-leaving');
	expect(await whoIs(web, tokens.accessToken)).toMatchObject({ status: 401 });
	expect((await n8n.refresh(tokens.refreshToken)).status).toBe(401);
});

describe('the token endpoint', () => {
	test.each([
		['no grant_type', {}, 400],
		['an unknown grant_type', { grant_type: 'password' }, 400],
		[
			'a made-up code',
			{ grant_type: 'authorization_code', code: 'x', redirect_uri: redirectUri },
			400,
		],
		['a made-up refresh token', { grant_type: 'refresh_token', refresh_token: 'x' }, 400],
		['a client that no store could hold', { client_id: '\u0000' }, 401],
	])('answers %s with 4xx and JSON', async (_what, form, status) => {
		const answer = await fetch(`${web.origin}/oauth/token`, {
			method: 'POST',
			body: new URLSearchParams({
				client_id: knownN8n.id,
				client_secret: knownN8n.secret,
				...form,
			}),
		});
		expect(answer.status).toBe(status);
		expect(await answer.json()).toHaveProperty('error');
	});

	test('takes a body that comes in chunks', async () => {
		const n8n = client();
		const { url } = await walk(openBrowser(web.origin), n8n.authorizeUrl().href);
		const form = new URLSearchParams({
			...{
				client_id: knownN8n.id,
				client_secret: knownN8n.secret,
				grant_type: 'authorization_code',
			},
			...{ code: codeIn(url), redirect_uri: redirectUri },
		});
		const answer = await fetch(`${web.origin}/oauth/token`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
			body: new Blob([form.toString()]).stream(),
			duplex: 'half',
		});
		expect(answer.status).toBe(200);
	});
});
