import { openBrowser } from '../support/browser';
import { operatorToken, startWebUnderTest, type WebUnderTest } from '../support/startWebUnderTest';
import { addN8n, codeIn, knownN8n, n8nClient, redirectUri, walk, whoIs } from './n8nClient';

let web: WebUnderTest;

beforeAll(async () => {
	web = await startWebUnderTest();
	await addN8n(web);
});
afterAll(() => web.close());

const anybody = () => openBrowser(web.origin);
const operator = () => openBrowser(web.origin, { Authorization: `Bearer ${operatorToken}` });
const client = (more: Partial<Parameters<typeof n8nClient>[1]> = {}) =>
	n8nClient(web, { ...knownN8n, ...more });
const usernames = async () => (await web.store.accounts.list()).map(({ username }) => username);

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
		expect(await whoIs(web, tokens.accessToken)).toEqual({
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
		expect(await whoIs(web, first.accessToken)).toMatchObject({ status: 401 });
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
		expect(await whoIs(web, tokens.accessToken)).toMatchObject({ username: 'second_creator' });
		const earlier = await n8n.exchange(codeIn(first.url));
		expect(await whoIs(web, earlier.accessToken)).toMatchObject({
			username: 'sandbox_creator',
		});
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
		expect(await whoIs(web, tokens.accessToken)).toMatchObject({ username: 'second_creator' });
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
});
