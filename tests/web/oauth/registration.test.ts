import { once } from 'node:events';
import { createServer } from 'node:net';
import { z } from 'zod';
import { openBrowser } from '../support/browser';
import { operatorToken, startWebUnderTest, type WebUnderTest } from '../support/startWebUnderTest';
import { codeIn, n8nClient, redirectUri, walk } from './n8nClient';

let web: WebUnderTest;
beforeAll(async () => {
	web = await startWebUnderTest();
});
afterAll(() => web.close());

interface Registered {
	client_id: string;
	client_secret: string;
}

const register = (metadata: Record<string, unknown> = {}, origin = web.origin) =>
	fetch(`${origin}/oauth/register`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({
			redirect_uris: [redirectUri],
			client_name: 'n8n',
			client_uri: 'https://n8n.io/',
			token_endpoint_auth_method: 'client_secret_basic',
			grant_types: ['authorization_code', 'refresh_token'],
			response_types: ['code'],
			scope: 'reposts:read reposts:write syncs:write',
			...metadata,
		}),
	});

describe('a client that registers itself', () => {
	test('finds everything by discovery: the browser’s endpoint on PUBLIC_URL, the others on the host that it asked', async () => {
		const answer = await fetch(
			`http://127.0.0.1:${web.port}/.well-known/oauth-authorization-server`,
		);
		expect(await answer.json()).toMatchObject({
			issuer: web.origin,
			authorization_endpoint: `${web.origin}/oauth/authorize`,
			token_endpoint: `http://127.0.0.1:${web.port}/oauth/token`,
			registration_endpoint: `http://127.0.0.1:${web.port}/oauth/register`,
			code_challenge_methods_supported: ['S256'],
			token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
		});
	});

	test('can do nothing until the operator allows it, then connects', async () => {
		const registered = (await (await register()).json()) as Registered;
		const { client_id: id, client_secret: secret } = registered;
		expect(secret).toHaveLength(43);
		const n8n = n8nClient(web, { id, secret });

		const stranger = openBrowser(web.origin);
		const waiting = await walk(stranger, n8n.authorizeUrl().href);
		expect(await waiting.page?.text()).toContain('is new here');
		expect((await stranger.go(`${waiting.url.pathname}/tiktok`)).status).toBe(403);
		expect((await stranger.post(`${waiting.url.pathname}/approve`, {})).status).toBe(401);

		const operator = openBrowser(web.origin, { Authorization: `Bearer ${operatorToken}` });
		const asked = await walk(operator, n8n.authorizeUrl().href);
		expect(await asked.page?.text()).toContain('http://localhost:5678');
		const approved = await operator.post(`${asked.url.pathname}/approve`, {});
		const back = await walk(
			operator,
			new URL(approved.headers.get('location') ?? '', asked.url).href,
		);
		expect((await n8n.exchange(codeIn(back.url))).status).toBe(200);
	});

	test('keeps only a hash of its secret in the store', async () => {
		const registered = (await (await register()).json()) as Registered;
		const stored = await web.store.oauth.client(registered.client_id);
		expect(JSON.stringify(stored)).not.toContain(registered.client_secret);
		expect(stored).toMatchObject({ approvedAt: null, registeredBy: 'itself' });
	});

	test.each([
		// n8n would register as a public client wherever that is offered.
		[{ token_endpoint_auth_method: 'none' }],
		[{ redirect_uris: [] }],
		[{ redirect_uris: ['not a URL'] }],
		[{ redirect_uris: ['javascript:alert(1)'] }],
		[{ application_type: 'native', redirect_uris: ['com.example.app:/cb'] }],
		[{ redirect_uris: [redirectUri, 'https://other.example/cb'] }],
	])('with %j it is refused', async (metadata) => {
		const answer = await register(metadata);
		expect(answer.status).toBe(400);
		expect(await answer.json()).toHaveProperty('error');
	});

	test('has no URL of its metadata read by 14ms', async () => {
		let calls = 0;
		const listener = createServer((socket) => {
			calls++;
			socket.destroy();
		}).listen(0, '127.0.0.1');
		await once(listener, 'listening');
		const { port } = z.object({ port: z.int() }).parse(listener.address());
		const own = `https://127.0.0.1:${port}/`;
		expect((await register({ sector_identifier_uri: own })).status).toBe(400);
		expect((await register({ jwks_uri: own, logo_uri: own })).status).toBe(201);
		expect(calls).toBe(0);
		listener.close();
	});

	test('with any name it gets an answer', async () => {
		expect((await register({ client_name: 'x'.repeat(300) })).status).toBe(201);
		expect((await register({ client_name: 'a\u0000b' })).status).toBe(201);
	});

	test('a code given before a restart of 14ms is good after it', async () => {
		const operator = openBrowser(web.origin, { Authorization: `Bearer ${operatorToken}` });
		const page = await operator.post('/n8n/clients', { redirectUri });
		const html = await page.text();
		const [, id = ''] = /(n8n-[\w-]{12})/.exec(html) ?? [];
		const [, secret = ''] = /Client Secret<\/dt><dd class="mono">([\w-]{43})/.exec(html) ?? [];
		const n8n = n8nClient(web, { id, secret });
		const browser = openBrowser(web.origin);
		const consent = new URL(
			await browser.follow(await browser.follow(n8n.authorizeUrl().href)),
		);
		web.restart();
		const back = await walk(browser, consent.href, { user: 'second_creator' });
		web.restart();
		const tokens = await n8n.exchange(codeIn(back.url));
		expect(tokens.status).toBe(200);
		web.restart();
		expect((await n8n.refresh(tokens.refreshToken)).status).toBe(200);
	});
});
