import { deliveryActivities } from '../../../activities/delivery';
import { createCaller } from '../../../services/delivery/createCaller';
import { createDeliveries } from '../../../services/delivery/createDeliveries';
import { createDelivery } from '../../../services/delivery/delivery';
import { createAgents } from '../../../services/http/agents';
import { openBrowser } from '../support/browser';
import { api } from '../support/api';
import { addN8n, codeIn, knownN8n, n8nClient, redirectUri, walk } from '../oauth/n8nClient';
import { startWebUnderTest, type WebUnderTest } from '../support/startWebUnderTest';
import { startReceiver } from '../../support/receiver';

type Receiver = Awaited<ReturnType<typeof startReceiver>>;

let web: WebUnderTest;
let n8nServer: Receiver;
let elsewhere: Receiver;
let token: string;
let repost: string;

beforeAll(async () => {
	web = await startWebUnderTest();
	n8nServer = await startReceiver();
	elsewhere = await startReceiver();
	await addN8n(web, {
		redirectUris: [redirectUri, `${n8nServer.origin}/rest/oauth2-credential/callback`],
	});
	const n8n = n8nClient(web, knownN8n);
	const { url } = await walk(openBrowser(web.origin), n8n.authorizeUrl().href);
	token = (await n8n.exchange(codeIn(url))).accessToken;
	const wish = { video: 'dQw4w9WgXcQ', ownContent: true };
	repost = String((await mine('POST', '/reposts', wish)).body.id);
});
afterAll(async () => {
	await web.close();
	await n8nServer.close();
	await elsewhere.close();
});

const mine = (method: string, path: string, body?: unknown) =>
	api(web, method, path, body, { Authorization: `Bearer ${token}` });
const until = () => new Date(Date.now() + 60_000).toISOString();

describe('callbacks', () => {
	test('one to the client’s own host is kept and started; its URL is nowhere in the clear', async () => {
		const url = `${n8nServer.origin}/webhook-waiting/secret-42`;
		const answer = await mine('POST', '/callbacks', { url, reposts: [repost], until: until() });
		expect(answer.status).toBe(201);
		const id = String(answer.body.id);
		expect(web.engine.asked).toContain(`start callback ${id}`);
		expect(JSON.stringify(await web.store.callbacks.get(id))).not.toContain('secret-42');
		expect(await web.store.callbacks.target(id)).toEqual({ url, secret: answer.body.secret });
		expect(n8nServer.calls).toEqual([]);
	});

	test('without reposts only the way is checked', async () => {
		const body = { url: `${n8nServer.origin}/x`, reposts: [], until: until() };
		expect(await mine('POST', '/callbacks', body)).toMatchObject({
			status: 201,
			body: { id: null, secret: null },
		});
	});

	test('nothing that answers there is told with the way out', async () => {
		const gone = await startReceiver();
		await gone.close();
		const answer = await api(web, 'POST', '/callbacks', {
			...{ url: `${gone.origin}/x`, reposts: [repost], until: until() },
		});
		expect(answer).toMatchObject({ status: 422, body: { code: 'callback_unreachable' } });
		expect(answer.body.detail).toMatch(/WEBHOOK_URL.*Trigger/);
	});

	test.each([
		['another host', () => `${elsewhere.origin}/x`],
		['a link-local address', () => 'http://169.254.169.254/latest/meta-data'],
		['no URL', () => 'ftp://localhost/x'],
	])('a client may not have %s called', async (_what, url) => {
		const body = { url: url(), reposts: [repost], until: until() };
		const answer = await mine('POST', '/callbacks', body);
		expect(answer).toMatchObject({ status: 422, body: { code: 'callback_refused' } });
	});

	test('what Temporal missed is started later', async () => {
		web.engine.away = true;
		const url = `${n8nServer.origin}/later`;
		const { body } = await mine('POST', '/callbacks', {
			url,
			reposts: [repost],
			until: until(),
		});
		web.engine.away = false;
		await web.deliveries.sweep();
		expect(web.engine.asked).toContain(`start callback ${String(body.id)}`);
	});

	test('the sweep wakes one whose reposts are settled', async () => {
		const url = `${n8nServer.origin}/settled`;
		const { body } = await mine('POST', '/callbacks', {
			url,
			reposts: [repost],
			until: until(),
		});
		await web.deliveries.sweep();
		expect(web.engine.asked).not.toContain(`nudge callback ${String(body.id)}`);
		await web.store.reposts.finish(repost, 1, 'delivered', {});
		await web.deliveries.sweep();
		expect(web.engine.asked).toContain(`nudge callback ${String(body.id)}`);
	});
});

test('so many callbacks of an account may wait, and no more', async () => {
	const { store, engine, settings } = web;
	const caller = createCaller(createAgents(settings.network));
	const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
	const few = createDeliveries({ store, engine, caller, log, mostCallbacks: 1 });
	const one = {
		...{ owner: { accountId: 'acc_few', clientId: 'n8n-test' }, repostIds: [repost] },
		...{ url: `${n8nServer.origin}/few`, until: new Date() },
	};
	await few.addCallback(one);
	await expect(few.addCallback(one)).rejects.toMatchObject({ code: 'callback_refused' });
});

describe('webhooks', () => {
	test('are made, listed without their secret, and deleted', async () => {
		const url = `${n8nServer.origin}/hook`;
		const made = await mine('POST', '/hooks', { url, types: ['repost.published'] });
		expect(made.status).toBe(201);
		expect(String(made.body.secret)).toHaveLength(43);
		const { body } = await mine('GET', '/hooks');
		expect(body.items).toEqual([
			expect.objectContaining({ id: made.body.id, url, types: ['repost.published'] }),
		]);
		expect(JSON.stringify(body)).not.toContain(String(made.body.secret));
		const byOperator = await api(web, 'POST', '/hooks', { url: elsewhere.origin });
		expect(byOperator.status).toBe(201);
		const theirs = String(byOperator.body.id);
		expect((await mine('DELETE', `/hooks/${theirs}`)).status).toBe(404);
		expect((await mine('DELETE', `/hooks/${String(made.body.id)}`)).status).toBe(200);
		expect((await mine('GET', '/hooks')).body.items).toEqual([]);
	});

	test('a client may only have its own host called', async () => {
		const answer = await mine('POST', '/hooks', { url: elsewhere.origin });
		expect(answer).toMatchObject({ status: 422, body: { code: 'callback_refused' } });
	});
});

describe('clients', () => {
	test('one that is removed is called no more', async () => {
		const receiver = await startReceiver();
		const id = 'n8n-leaving';
		await addN8n(web, {
			id,
			redirectUris: [`${receiver.origin}/rest/oauth2-credential/callback`],
		});
		const [account] = await web.store.accounts.list();
		const owner = { clientId: id, accountId: account?.id ?? '' };
		const url = `${receiver.origin}/x`;
		const { hook } = await web.deliveries.addHook({
			...{ owner, url, types: ['repost.published'] },
		});
		const { callback } = await web.deliveries.addCallback({
			...{ owner, url, repostIds: [repost], until: new Date() },
		});
		await web.store.oauth.removeClient(id);
		const delivery = createDelivery(
			web.store,
			createCaller(createAgents(web.settings.network)),
		);
		const activities = deliveryActivities({ store: web.store, delivery });
		expect(await activities.postEvents({ hookId: hook.id })).toBe('gone');
		await expect(activities.postCallback({ callbackId: callback.id })).rejects.toMatchObject({
			nonRetryable: true,
		});
		expect(receiver.calls).toEqual([]);
		await receiver.close();
	});

	test('are made, listed and removed by the operator', async () => {
		const redirectUri = 'https://n8n.example.com/rest/oauth2-credential/callback';
		const made = await api(web, 'POST', '/oauth-clients', { redirectUri });
		expect(made.status).toBe(201);
		const { body } = await api(web, 'GET', '/oauth-clients');
		expect(body.items).toContainEqual(
			expect.objectContaining({ id: made.body.id, approved: true }),
		);
		expect(JSON.stringify(body)).not.toContain(String(made.body.secret));
		const path = `/oauth-clients/${String(made.body.id)}`;
		expect((await api(web, 'DELETE', path)).status).toBe(200);
		expect((await api(web, 'DELETE', path)).status).toBe(404);
	});

	test.each([
		'n8n.example.com',
		'https://n8n.example.com/#x',
		'https://*.example.com/cb',
		'ftp://x/y',
	])('%s is no redirect URI', async (redirectUri) => {
		const answer = await api(web, 'POST', '/oauth-clients', { redirectUri });
		expect(answer).toMatchObject({ status: 400, body: { code: 'bad_request' } });
	});
});
