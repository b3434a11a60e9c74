import { scopeNeeded } from '../../../lib/api/clientRoutes';
import { until } from '../../support/until';
import { openBrowser } from '../support/browser';
import { api } from '../support/api';
import { startWebUnderTest, type WebUnderTest } from '../support/startWebUnderTest';
import { addN8n, codeIn, knownN8n, n8nClient, redirectUri, walk } from './n8nClient';

let web: WebUnderTest;
let mine: (
	method: string,
	path: string,
	body?: unknown,
	headers?: Record<string, string>,
) => ReturnType<typeof api>;
let reader: typeof mine;
let theirs: string;
let accessToken: string;
const wish = { video: 'dQw4w9WgXcQ', ownContent: true };

async function connect(user: string, scope?: string): Promise<typeof mine> {
	const n8n = n8nClient(web, { ...knownN8n, ...(scope ? { scope } : {}) });
	const { url } = await walk(openBrowser(web.origin), n8n.authorizeUrl().href, { user });
	const tokens = await n8n.exchange(codeIn(url));
	accessToken = tokens.accessToken;
	return (method, path, body, headers) =>
		api(web, method, path, body, {
			Authorization: `Bearer ${tokens.accessToken}`,
			...headers,
		});
}

beforeAll(async () => {
	web = await startWebUnderTest();
	await addN8n(web);
	mine = await connect('sandbox_creator');
	const other = await connect('second_creator');
	reader = await connect('sandbox_creator', 'reposts:read');
	theirs = String((await other('POST', '/reposts', { ...wish, video: 'theirsOnly1' })).body.id);
});
afterAll(() => web.close());

test('a bound token is for its own account, which it need not name', async () => {
	const created = await mine('POST', '/reposts', wish);
	expect(created).toMatchObject({ status: 201, body: { account: 'sandbox_creator' } });
	expect((await mine('POST', '/reposts', { ...wish, account: '@sandbox_creator' })).status).toBe(
		200,
	);
	expect((await mine('GET', '/account')).body).toMatchObject({ username: 'sandbox_creator' });
	expect((await mine('GET', '/account/creator-info')).status).toBe(200);
	const { body } = await mine('GET', '/reposts');
	expect(body.items).toHaveLength(1);
});

test('who asked is kept with the statement that the video is their own', async () => {
	const { items } = await web.store.reposts.list({ limit: 10, videoId: wish.video });
	expect(items[0]?.ownContent.by).toBe('client n8n (n8n-test)');
});

test('another account’s reposts are not there for it', async () => {
	const id = encodeURIComponent(theirs);
	expect((await mine('GET', `/reposts/${id}`)).status).toBe(404);
	for (const verb of ['cancel', 'retry']) {
		expect((await mine('POST', `/reposts/${id}/${verb}`)).status).toBe(404);
	}
	expect((await mine('POST', `/reposts/${id}/approve`, { sha256: 'a'.repeat(64) })).status).toBe(
		404,
	);
	expect((await mine('GET', '/reposts?account=second_creator')).status).toBe(404);
	expect((await mine('POST', '/reposts', { ...wish, account: 'second_creator' })).status).toBe(
		404,
	);
	const callback = { url: redirectUri, reposts: [theirs], until: '2027-01-01T00:00:00Z' };
	expect((await mine('POST', '/callbacks', { ...callback, until: soon() })).status).toBe(404);
});

test('every operation of the API is either in the table of what clients may do, or not there for them', async () => {
	const { body } = await api(web, 'GET', '/openapi.json');
	const paths = Object.entries(body.paths as Record<string, Record<string, unknown>>);
	const operations = paths.flatMap(([path, verbs]) =>
		Object.keys(verbs).map((verb) => [verb.toUpperCase(), path] as const),
	);
	const forClients = operations.filter(([verb, path]) => scopeNeeded(verb, path) !== null);
	expect(forClients.map((row) => row.join(' ')).sort()).toEqual([
		'DELETE /hooks/{id}',
		'DELETE /syncs/{id}',
		'GET /account',
		'GET /account/creator-info',
		'GET /events',
		'GET /hooks',
		'GET /reposts',
		'GET /reposts/{id}',
		'GET /syncs',
		'GET /syncs/{id}',
		'GET /syncs/{id}/caption',
		'GET /syncs/{id}/decisions',
		'GET /syncs/{id}/preview',
		'GET /syncs/{id}/runs',
		'PATCH /reposts/{id}',
		'PATCH /syncs/{id}',
		'POST /callbacks',
		'POST /hooks',
		'POST /reposts',
		'POST /reposts/{id}/approve',
		'POST /reposts/{id}/cancel',
		'POST /reposts/{id}/retry',
		'POST /syncs',
		'POST /syncs/preview',
		'POST /syncs/{id}/pause',
		'POST /syncs/{id}/resume',
		'POST /syncs/{id}/run',
	]);
	for (const [verb, path] of operations) {
		if (scopeNeeded(verb, path) !== null) continue;
		const [account] = await web.store.accounts.list();
		const real = path.replace(/\{\w+\}/g, account?.id ?? '');
		const answer = await mine(verb, real, verb === 'POST' ? {} : undefined);
		expect(`${verb} ${path} ${answer.status}`).toBe(`${verb} ${path} 404`);
	}
});

test('a token opens no page', async () => {
	for (const path of ['/', '/accounts', '/n8n', '/sign-in-links']) {
		const answer = await fetch(web.origin + path, {
			headers: { Authorization: `Bearer ${accessToken}` },
			redirect: 'manual',
		});
		expect(`${path} ${answer.status}`).toBe(`${path} 401`);
	}
});

test('a scope that was not given is asked for by name', async () => {
	expect((await reader('GET', '/reposts')).status).toBe(200);
	const refused = await reader('POST', '/reposts', { ...wish, video: 'scopeTest12' });
	expect(refused).toMatchObject({ status: 403, body: { code: 'insufficient_scope' } });
});

describe('Idempotency-Key', () => {
	const keyed = (key: string, body: Record<string, unknown>) =>
		mine('POST', '/reposts', body, { 'Idempotency-Key': key });

	test('the same request gets the same answer, also with `again`', async () => {
		const body = { ...wish, video: 'onceOnly123' };
		const first = await keyed('key-1', body);
		const second = await keyed('key-1', body);
		expect([first.status, second.status]).toEqual([201, 201]);
		expect(second.body).toMatchObject({ id: first.body.id, created: true });
		await web.store.reposts.finish(String(first.body.id), 1, 'delivered', {});
		const anew = await keyed('key-2', { ...body, again: true });
		await web.store.reposts.finish(String(anew.body.id), 1, 'delivered', {});
		const repeated = await keyed('key-2', { ...body, again: true });
		expect(repeated.body).toMatchObject({ id: anew.body.id, created: true });
		expect(anew.body.id).not.toBe(first.body.id);
	});

	test('ten at once make one', async () => {
		const body = { ...wish, video: 'tenAtOnce12' };
		const ten = await Promise.all(Array.from({ length: 10 }, () => keyed('key-3', body)));
		expect(
			new Set(ten.map(({ body: { id, created } }) => `${String(id)} ${String(created)}`))
				.size,
		).toBe(1);
	});

	test('another request with it is refused, and the operator has keys of its own', async () => {
		const refused = await keyed('key-1', { ...wish, video: 'another1234' });
		expect(refused).toMatchObject({ status: 422, body: { code: 'idempotency_mismatch' } });
		const byOperator = await api(
			web,
			'POST',
			'/reposts',
			{ ...wish, video: 'another1234', account: 'sandbox_creator' },
			{ 'Idempotency-Key': 'key-1' },
		);
		expect(byOperator.status).toBe(201);
	});
});

test('not before and priority are kept and shown', async () => {
	const notBefore = soon();
	const { body } = await mine('POST', '/reposts', {
		...{ ...wish, video: 'laterPlease' },
		...{ notBefore, priority: 9 },
	});
	expect(body).toMatchObject({ notBefore, priority: 9 });
	const far = { ...wish, video: 'tooFarAway1', notBefore: '2999-01-01T00:00:00Z' };
	expect((await mine('POST', '/reposts', far)).status).toBe(400);
});

test('a connection that asks too often is told when to go on, and others are not held up', async () => {
	const eager = await connect('sandbox_creator');
	const answers = await Promise.all(
		Array.from({ length: 121 }, () => eager('GET', '/reposts?limit=1')),
	);
	const refused = answers.filter(({ status }) => status === 429);
	expect(refused).toHaveLength(1);
	expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
	expect((await mine('GET', '/account')).status).toBe(200);
});

describe('a stream of events', () => {
	const open = (token: string, signal: AbortSignal | null = null) =>
		fetch(`${web.origin}/api/v1/events`, {
			headers: { Accept: 'text/event-stream', Authorization: `Bearer ${token}` },
			signal,
		});

	test('ends with its token, before the next event', async () => {
		const eager = await connect('sandbox_creator');
		const stream = await open(accessToken);
		const { body } = await eager('POST', '/reposts', { ...wish, video: 'streamTest1' });
		await n8nClient(web, knownN8n).revoke(accessToken);
		await web.store.reposts.finish(String(body.id), 1, 'delivered', {});
		const text = await stream.text();
		expect(text).toContain('event: ready');
		expect(text).not.toContain(String(body.id));
	});

	test('is one of ten that a connection may have', async () => {
		await connect('sandbox_creator');
		const stop = new AbortController();
		const token = accessToken;
		for (let n = 0; n < 10; n++) expect((await open(token, stop.signal)).status).toBe(200);
		expect((await open(token)).status).toBe(429);
		stop.abort();
		await until('a stream may be opened again', async () => {
			const again = new AbortController();
			const { status } = await open(token, again.signal);
			again.abort();
			return status === 200;
		});
	});
});

function soon(): string {
	return new Date(Math.ceil(Date.now() / 1000) * 1000 + 3_600_000).toISOString();
}
