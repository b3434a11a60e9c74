import { postSettings } from '../../../lib/posting/request';
import { createConnect } from '../../../services/tiktok/createConnect';
import { control, stateOf, violationsOf } from '../../sandbox/tiktok/sandboxControl';
import { connectedTikTok } from './connectedTikTok';

let world: Awaited<ReturnType<typeof connectedTikTok>>;
beforeAll(async () => {
	world = await connectedTikTok();
});
beforeEach(async () => {
	await fetch(`${world.sandbox.origin}/sandbox/faults`, { method: 'DELETE' });
});
afterAll(() => world.close());

test('a creator who allows everything is connected, with the names that TikTok gives', async () => {
	const end = await world.walk('sandbox_creator');
	expect(end).toMatchObject({
		kind: 'connected',
		outcome: 'new',
		missing: [],
		account: { username: 'sandbox_creator', status: 'connected' },
	});
	if (end.kind !== 'connected') return;
	const grant = await world.store.grants.open(end.account.id);
	expect(grant?.accessToken).toMatch(/^act\./);
	const leftSec = ((grant?.accessExpiresAt.getTime() ?? 0) - Date.now()) / 1000;
	expect(leftSec).toBeGreaterThan(7100);
	expect(leftSec).toBeLessThanOrEqual(7200);
	expect(world.lines.join()).not.toContain(grant?.accessToken);
});

test('the same creator again is the same account', async () => {
	const first = await world.account();
	const end = await world.walk('sandbox_creator');
	expect(end).toMatchObject({ outcome: 'reconnected', account: { id: first.id } });
});

test('from the second account on TikTok is asked to show its page', async () => {
	await world.account();
	const { url } = await world.connectWith().begin();
	expect(new URL(url).searchParams.get('disable_auto_auth')).toBe('1');
	const plain = await world.connectWith().begin({ alwaysAsk: false });
	expect(new URL(plain.url).searchParams.has('disable_auto_auth')).toBe(false);
});

test('each connect has a state and a verifier of its own', async () => {
	const connect = world.connectWith();
	const [one, two] = [await connect.begin(), await connect.begin()];
	expect(one.state).not.toBe(two.state);
	expect(one.codeVerifier).toMatch(/^[A-Za-z0-9._~-]{43,128}$/);
	expect(one.codeVerifier).not.toBe(two.codeVerifier);
	expect(new URL(one.url).searchParams.get('code_challenge')).toMatch(/^[0-9a-f]{64}$/);
});

test('unticked scopes are named; one way of posting is enough', async () => {
	expect(await world.walk('second_creator', 'user.info.basic,video.upload')).toMatchObject({
		kind: 'connected',
		granted: ['user.info.basic', 'video.upload'],
		missing: ['video.publish'],
	});
	expect(await world.walk('second_creator', 'video.publish')).toMatchObject({
		kind: 'connected',
		account: { username: 'second_creator' },
		missing: ['video.upload'],
	});
});

test('what must know of a connected account knows it before the answer', async () => {
	const known: number[] = [];
	const connect = world.connectWith(world.client(), async () => {
		known.push(await world.store.events.latest());
	});
	const before = await world.store.events.latest();
	await world.walk('second_creator', undefined, connect);
	expect(known).toEqual([await world.store.events.latest()]);
	expect(known[0]).toBeGreaterThan(before);
});

test('without any way of posting nothing is connected', async () => {
	const before = (await world.store.accounts.list()).length;
	await expect(world.walk('private_creator', 'user.info.basic')).rejects.toMatchObject({
		name: 'Problem',
		code: 'scope_missing',
	});
	expect(await world.store.accounts.list()).toHaveLength(before);
});

test('names that are not to be had do not stop a connect', async () => {
	const fault = { kind: 'status', httpStatus: 401, code: 'scope_not_authorized' };
	await control(world.sandbox, 'faults', { endpoint: 'user/info', ...fault });
	await control(world.sandbox, 'faults', { endpoint: 'creator_info', ...fault });
	const end = await world.walk('private_creator');
	expect(end).toMatchObject({ kind: 'connected', account: { username: null } });
	if (end.kind === 'connected') {
		expect(end.account.displayName).toMatch(/^TikTok account .{6}$/);
	}
});

test('a code works once, and a wrong verifier never', async () => {
	const connect = world.connectWith();
	for (const isWrong of [false, true]) {
		const { url, codeVerifier } = await connect.begin();
		const page = `${url}&sandbox_user=sandbox_creator&sandbox_decision=allow`;
		const answer = await fetch(page, { redirect: 'manual' });
		const back = new URL(answer.headers.get('location') ?? '').searchParams;
		const callback = { code: back.get('code') ?? '', codeVerifier };
		if (isWrong) callback.codeVerifier = 'x'.repeat(43);
		else await connect.complete(callback);
		const refused: unknown = await connect.complete(callback).catch((error: unknown) => error);
		expect(refused).toMatchObject({ name: 'Problem', code: 'connect_failed' });
		expect(String(refused)).not.toContain(callback.code);
	}
});

test('wrong app keys are said so', async () => {
	const keys = { clientKey: world.sandbox.clientKey, clientSecret: 'not-the-secret' };
	await expect(
		world.walk('sandbox_creator', undefined, world.connectWith(world.client(keys))),
	).rejects.toMatchObject({ code: 'tiktok_keys_refused' });
});

test('further scopes are asked for only where they are set, and missed by nobody', async () => {
	const { store, client } = world;
	const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
	const redirectUri = 'http://localhost:3000/api/tiktok/callback';
	const connect = createConnect({
		...{ tiktok: client(), store, log, redirectUri },
		extraScopes: ['video.list'],
	});
	const scopesIn = (url: string) => new URL(url).searchParams.get('scope');
	const needed = 'user.info.basic,video.upload,video.publish';
	expect(scopesIn((await connect.begin()).url)).toBe(`${needed},video.list`);
	expect(scopesIn((await world.connectWith(client()).begin()).url)).toBe(needed);
	expect(await world.walk('sandbox_creator', needed, connect)).toMatchObject({
		...{ kind: 'connected', missing: [] },
	});
});

test('an https redirect needs no PKCE, and none set is a mistake in the settings', async () => {
	const { store, client } = world;
	const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
	const web = createConnect({
		...{ tiktok: client(), store, log },
		redirectUri: 'https://example.com/api/tiktok/callback',
	});
	const { url, codeVerifier } = await web.begin();
	expect(codeVerifier).toBeNull();
	expect(new URL(url).searchParams.has('code_challenge')).toBe(false);
	const none = createConnect({ tiktok: client(), store, log, redirectUri: null });
	await expect(none.begin()).rejects.toMatchObject({ code: 'bad_settings' });
});

test.each([
	['access_denied', 'connect_denied'],
	['server_error', 'tiktok_unavailable'],
	['<script>', 'tiktok_refused'],
])('the callback’s error %s is the problem %s', (error, code) => {
	const problem = world.connectWith().denied(error);
	expect(problem.code).toBe(code);
	expect(problem.message).not.toContain('<');
});

test('a person without union_id under new app keys is asked about, and can be told apart or not', async () => {
	await control(world.sandbox, 'users', { username: 'nameless', unionless: true });
	const first = await world.account('nameless');
	const keys = { clientKey: 'other-client-key', clientSecret: 'other-client-secret' };
	await control(world.sandbox, 'apps', keys);
	const connect = world.connectWith(world.client(keys));
	const end = await world.walk('nameless', undefined, connect);
	expect(end.kind).toBe('whoIsIt');
	if (end.kind !== 'whoIsIt') return;
	expect(end.twins.map(({ id }) => id)).toContain(first.id);
	const sealed: unknown = JSON.parse(JSON.stringify(end.pending));
	expect(await connect.finish(sealed, first.id)).toMatchObject({
		kind: 'connected',
		outcome: 'newKeys',
		account: { id: first.id },
	});
	await expect(connect.finish({ person: 'x' }, null)).rejects.toMatchObject({
		code: 'connect_state_invalid',
	});
});

test('sandbox keys exchanged for production keys: the same person, the same account, nothing to post again', async () => {
	const first = await world.account('second_creator');
	const wanted = {
		...{ accountId: first.id, videoId: 'dQw4w9WgXcQ', posting: 'inbox' as const },
		settings: postSettings.parse({}),
		ownContent: { statement: 'Mine.', by: 'test', at: new Date().toISOString() },
		again: false,
	};
	const { repost } = await world.store.reposts.create(wanted);
	await world.store.reposts.finish(repost.id, 1, 'delivered', {});
	const keys = { clientKey: 'production-key', clientSecret: 'production-secret' };
	await control(world.sandbox, 'apps', keys);
	const production = world.client(keys);
	const end = await world.walk('second_creator', undefined, world.connectWith(production));
	expect(end).toMatchObject({
		...{ kind: 'connected', outcome: 'newKeys', account: { id: first.id } },
	});
	expect(await world.store.reposts.create(wanted)).toMatchObject({
		...{ created: false, repost: { id: repost.id, state: 'delivered' } },
	});
	expect((await world.accounts({ tiktok: production }).creatorInfo(first.id)).username).toBe(
		'second_creator',
	);
	// The old keys' grant is gone: they say so instead of using it.
	await expect(world.accounts().creatorInfo(first.id)).rejects.toThrow('other TikTok app keys');
});

test('none of this broke a rule of TikTok’s', async () => {
	expect(await violationsOf(world.sandbox)).toEqual([]);
	expect((await stateOf(world.sandbox)).calls.length).toBeGreaterThan(10);
});
