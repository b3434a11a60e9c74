import { openBrowser } from '../support/browser';
import { operatorToken, startWebUnderTest, type WebUnderTest } from '../support/startWebUnderTest';
import { codeIn, n8nClient, redirectUri, walk } from './n8nClient';

let web: WebUnderTest;
const secret = 'secret-of-the-client-0123456789';

beforeAll(async () => {
	web = await startWebUnderTest();
	await web.store.oauth.addClient({
		id: 'n8n-test',
		name: 'n8n',
		redirectUris: [redirectUri],
		secret,
		metadata: {},
		registeredBy: 'operator',
	});
});
afterAll(() => web.close());

const anybody = () => openBrowser(web.origin);
const operator = () => openBrowser(web.origin, { Authorization: `Bearer ${operatorToken}` });
const client = (more: Partial<Parameters<typeof n8nClient>[1]> = {}) =>
	n8nClient(web, { id: 'n8n-test', secret, ...more });
const usernames = async () => (await web.store.accounts.list()).map(({ username }) => username);
const whoIs = async (accessToken: string) => {
	const answer = await fetch(`${web.origin}/api/v1/account`, {
		headers: { Authorization: `Bearer ${accessToken}` },
	});
	const { username } = (await answer.json()) as { username?: string };
	return { status: answer.status, username };
};

describe('a new account', () => {
	test('an abandoned way keeps nothing, and revokes nothing at TikTok', async () => {
		const { url } = await walk(anybody(), client().authorizeUrl().href);
		codeIn(url);
		expect(await usernames()).toEqual([]);
		expect(web.lines.join('\n')).not.toContain('revoke');
	});

	test('a refused code keeps nothing', async () => {
		const { url } = await walk(anybody(), client().authorizeUrl().href);
		const stranger = client({ secret: 'another' });
		expect(await stranger.exchange(codeIn(url))).toMatchObject({
			status: 401,
			body: { error: 'invalid_client' },
		});
		const elsewhere = await client().exchange(codeIn(url), {
			redirect_uri: 'http://localhost:5678/other',
		});
		expect(elsewhere).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
		expect(await usernames()).toEqual([]);
	});

	test('the code, shown by its client, makes the account and opaque tokens for it', async () => {
		const n8n = client();
		const { url } = await walk(anybody(), n8n.authorizeUrl().href);
		expect(url.searchParams.get('state')).toBe('n8n-state');
		const tokens = await n8n.exchange(codeIn(url));
		expect(tokens.body).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
		expect(tokens.body).not.toHaveProperty('id_token');
		expect(tokens.accessToken).not.toContain('.');
		expect(await usernames()).toEqual(['sandbox_creator']);
		expect(await whoIs(tokens.accessToken)).toEqual({
			status: 200,
			username: 'sandbox_creator',
		});
	});

	test('a code works once; shown again it takes along what it gave', async () => {
		const n8n = client();
		const { url } = await walk(anybody(), n8n.authorizeUrl().href);
		const first = await n8n.exchange(codeIn(url));
		expect(first.status).toBe(200);
		expect(await n8n.exchange(codeIn(url))).toMatchObject({
			status: 400,
			body: { error: 'invalid_grant' },
		});
		expect(await whoIs(first.accessToken)).toMatchObject({ status: 401 });
		expect((await n8n.refresh(first.refreshToken)).status).toBe(400);
	});
});

describe('an account that is known', () => {
	test('has its grant replaced at once, whatever becomes of the code', async () => {
		const [account] = await web.store.accounts.list();
		const before = await web.store.grants.facts(account?.id ?? '');
		await walk(anybody(), client().authorizeUrl().href);
		const after = await web.store.grants.facts(account?.id ?? '');
		expect(after?.version).toBeGreaterThan(before?.version ?? 0);
		expect(await usernames()).toEqual(['sandbox_creator']);
	});

	test('the same browser gets a second account with a second credential', async () => {
		const browser = anybody();
		const n8n = client();
		const first = await walk(browser, n8n.authorizeUrl().href);
		const second = await walk(browser, n8n.authorizeUrl().href, { user: 'second_creator' });
		const tokens = await n8n.exchange(codeIn(second.url));
		expect(await whoIs(tokens.accessToken)).toMatchObject({ username: 'second_creator' });
		const earlier = await n8n.exchange(codeIn(first.url));
		expect(await whoIs(earlier.accessToken)).toMatchObject({ username: 'sandbox_creator' });
	});

	test('TikTok’s consent is asked for anew each time', async () => {
		const browser = anybody();
		const interaction = await browser.follow(client().authorizeUrl().href);
		const consent = new URL(await browser.follow(interaction));
		expect(consent.searchParams.get('disable_auto_auth')).toBe('1');
	});

	test('the signed-in operator chooses one without TikTok', async () => {
		const browser = operator();
		const n8n = client();
		const { url, page } = await walk(browser, n8n.authorizeUrl().href);
		const html = (await page?.text()) ?? '';
		expect(html).toContain('second_creator');
		expect(page?.headers.get('content-security-policy')).toContain(
			"form-action 'self' http://localhost:5678",
		);
		const accounts = await web.store.accounts.list();
		const second = accounts.find(({ username }) => username === 'second_creator');
		const chosen = await browser.post(`${url.pathname}/choose`, { account: second?.id ?? '' });
		const back = await walk(browser, new URL(chosen.headers.get('location') ?? '', url).href);
		const tokens = await n8n.exchange(codeIn(back.url));
		expect(await whoIs(tokens.accessToken)).toMatchObject({ username: 'second_creator' });
	});

	test('nobody else may choose', async () => {
		const browser = anybody();
		const interaction = new URL(await browser.follow(client().authorizeUrl().href));
		const [account] = await web.store.accounts.list();
		const answer = await browser.post(`${interaction.pathname}/choose`, {
			account: account?.id ?? '',
		});
		expect(answer.status).toBe(401);
	});
});

describe('what goes wrong', () => {
	test('a denied consent leads back to the client with access_denied', async () => {
		const { url } = await walk(anybody(), client().authorizeUrl().href, { decision: 'deny' });
		expect(url.searchParams.get('error')).toBe('access_denied');
		expect(url.searchParams.get('state')).toBe('n8n-state');
	});

	test.each([
		['redirect URI', { redirect_uri: `${redirectUri}/x` }, /OAuth Redirect URL/],
		['client', { client_id: 'nobody' }, /does not know this client/],
	])('a wrong %s is told on a page, and leads nowhere', async (_what, wrong, words) => {
		const { page } = await walk(anybody(), client().authorizeUrl(wrong).href);
		expect(page?.status).toBe(400);
		expect(await page?.text()).toMatch(words);
	});

	test('an interaction belongs to the browser that began it', async () => {
		const interaction = await anybody().follow(client().authorizeUrl().href);
		const answer = await anybody().go(interaction);
		expect(answer.status).toBe(400);
		expect(await answer.text()).toContain('not begun in this browser');
	});

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
	])('the token endpoint answers %s with 4xx and JSON', async (_what, form, status) => {
		const answer = await fetch(`${web.origin}/oauth/token`, {
			method: 'POST',
			body: new URLSearchParams({ client_id: 'n8n-test', client_secret: secret, ...form }),
		});
		expect(answer.status).toBe(status);
		expect(await answer.json()).toHaveProperty('error');
	});
});

test('the token endpoint takes a body that comes in chunks', async () => {
	const n8n = client();
	const { url } = await walk(anybody(), n8n.authorizeUrl().href);
	const form = new URLSearchParams({
		...{ client_id: 'n8n-test', client_secret: secret, grant_type: 'authorization_code' },
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

describe('tokens', () => {
	async function connected(more: Parameters<typeof client>[0] = {}) {
		const n8n = client(more);
		const { url } = await walk(anybody(), n8n.authorizeUrl().href);
		return { n8n, tokens: await n8n.exchange(codeIn(url)) };
	}

	test.each([
		{ auth: 'header' as const, pkce: false },
		{ auth: 'body' as const, pkce: false },
		{ auth: 'header' as const, pkce: true },
	])('are given and refreshed with %j', async (more) => {
		const { n8n, tokens } = await connected(more);
		expect(tokens.status).toBe(200);
		const next = await n8n.refresh(tokens.refreshToken);
		expect(next.status).toBe(200);
		expect(next.refreshToken).not.toBe(tokens.refreshToken);
		expect(await whoIs(next.accessToken)).toMatchObject({ status: 200 });
	});

	test('with PKCE a code without its verifier is refused', async () => {
		const n8n = client({ pkce: true });
		const { url } = await walk(anybody(), n8n.authorizeUrl().href);
		expect(await client().exchange(codeIn(url))).toMatchObject({ status: 400 });
	});

	test('five refreshes at once, and one whose answer was lost, all work', async () => {
		const { n8n, tokens } = await connected();
		const five = await Promise.all(
			Array.from({ length: 5 }, () => n8n.refresh(tokens.refreshToken)),
		);
		expect(five.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
		expect((await n8n.refresh(tokens.refreshToken)).status).toBe(200);
		expect(await whoIs(five[4]?.accessToken ?? '')).toMatchObject({ status: 200 });
	});

	test('revoking ends the connection, and TikTok’s grant stays', async () => {
		const { n8n, tokens } = await connected();
		const other = await connected();
		expect((await n8n.revoke(tokens.refreshToken)).status).toBe(200);
		expect((await n8n.refresh(tokens.refreshToken)).status).toBe(400);
		expect(await whoIs(tokens.accessToken)).toMatchObject({ status: 401 });
		expect(await whoIs(other.tokens.accessToken)).toMatchObject({ status: 200 });
		const [account] = await web.store.accounts.list();
		expect(account?.status).toBe('connected');
		expect(await web.store.grants.open(account?.id ?? '')).not.toBeNull();
	});

	test('nothing that opens a door is in the log', async () => {
		const { tokens } = await connected();
		const log = web.lines.join('\n');
		for (const value of [tokens.accessToken, tokens.refreshToken, secret]) {
			expect(log).not.toContain(value);
		}
	});

	test('with its client, all its tokens go', async () => {
		await web.store.oauth.addClient({
			id: 'n8n-leaving',
			name: 'n8n',
			redirectUris: [redirectUri],
			secret,
			metadata: {},
			registeredBy: 'operator',
		});
		const { n8n, tokens } = await connected({ id: 'n8n-leaving' });
		expect(await whoIs(tokens.accessToken)).toMatchObject({ status: 200 });
		await web.store.oauth.removeClient('n8n-leaving');
		expect(await whoIs(tokens.accessToken)).toMatchObject({ status: 401 });
		expect((await n8n.refresh(tokens.refreshToken)).status).toBe(401);
	});
});
