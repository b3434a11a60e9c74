import { Problem } from '../../../lib/errors';
import { chunkPlan } from '../../../lib/tiktok/chunkPlan';
import { limitWindowMs } from '../../../lib/tiktok/limits';
import { directPostBody, inboxBody } from '../../../lib/tiktok/postBody';
import { postSettings } from '../../../lib/posting/request';
import { control, stateOf, violationsOf } from '../../sandbox/tiktok/sandboxControl';
import { connectedTikTok } from './connectedTikTok';

let world: Awaited<ReturnType<typeof connectedTikTok>>;
let id = '';

beforeAll(async () => {
	world = await connectedTikTok();
});
beforeEach(async () => {
	await fetch(`${world.sandbox.origin}/sandbox/faults`, { method: 'DELETE' });
	// A connect asks for names, which count against TikTok's limits: only where the last test left no connection.
	const account = id ? await world.store.accounts.get(id) : null;
	if (account?.status !== 'connected') id = (await world.account()).id;
});
afterAll(() => world.close());

const hourMs = 3_600_000;
const later = (ms: number) => ({ now: () => new Date(Date.now() + ms) });
const versionOf = async (accountId: string) =>
	(await world.store.grants.facts(accountId))?.version ?? 0;
const fault = (endpoint: string, rest: object) =>
	control(world.sandbox, 'faults', { endpoint, ...rest });
const refreshCalls = async () =>
	(await stateOf(world.sandbox)).calls.filter(({ endpoint }) => endpoint === 'oauth/token')
		.length;

test('a fresh token is used as it is', async () => {
	const version = await versionOf(id);
	expect(await world.accounts().creatorInfo(id)).toMatchObject({ username: 'sandbox_creator' });
	expect(await versionOf(id)).toBe(version);
});

test('a token is refreshed ten minutes ahead of its end, and stored before it is used', async () => {
	const version = await versionOf(id);
	await world.accounts(later(2 * hourMs - 11 * 60_000)).creatorInfo(id);
	expect(await versionOf(id)).toBe(version);
	await world.accounts(later(2 * hourMs - 9 * 60_000)).creatorInfo(id);
	expect(await versionOf(id)).toBe(version + 1);
	expect(await world.accounts().creatorInfo(id)).toMatchObject({ username: 'sandbox_creator' });
});

test('many calls at once, in two processes, make one refresh', async () => {
	const [one, two] = [world.accounts(later(3 * hourMs)), world.accounts(later(3 * hourMs))];
	// Both run on the same moved clock, in which a new token would be old at once: the forced refresh has no clock.
	const [version, calls] = [await versionOf(id), await refreshCalls()];
	await fault('oauth/token', { kind: 'delay', ms: 300 });
	await Promise.all([
		...Array.from({ length: 4 }, () => one.refreshGrant(id)),
		...Array.from({ length: 4 }, () => two.refreshGrant(id)),
	]);
	expect(await versionOf(id)).toBe(version + 1);
	expect(await refreshCalls()).toBe(calls + 1);
});

test('a token that TikTok refuses early is refreshed once and the call repeated', async () => {
	const version = await versionOf(id);
	await control(world.sandbox, 'expire-tokens', { username: 'sandbox_creator' });
	const { publishId } = await world.accounts().initVideo(id, inboxBody(chunkPlan(5_000_000)));
	expect(publishId).not.toBe('');
	expect(await versionOf(id)).toBe(version + 1);
	expect(await world.accounts().fetchStatus(id, publishId)).toMatchObject({
		status: 'PROCESSING_UPLOAD',
		uploadedBytes: 0,
	});
});

test('a token that is refused again needs a person, but only invalid_grant disconnects', async () => {
	const refused = { kind: 'status', httpStatus: 401, code: 'access_token_invalid', times: 2 };
	await fault('creator_info', refused);
	await expect(world.accounts().creatorInfo(id)).rejects.toMatchObject({
		code: 'reconnect_needed',
	});
	expect((await world.store.accounts.get(id))?.status).toBe('connected');
});

test('TikTok being away keeps a token that still works', async () => {
	const version = await versionOf(id);
	await fault('oauth/token', { kind: 'status', httpStatus: 503, times: 9 });
	const accounts = world.accounts(later(2 * hourMs - 5 * 60_000));
	expect(await accounts.creatorInfo(id)).toMatchObject({ username: 'sandbox_creator' });
	const calls = await refreshCalls();
	await accounts.creatorInfo(id);
	expect(await refreshCalls()).toBe(calls);
	expect(await versionOf(id)).toBe(version);
});

test('TikTok being away with no token left is an error to retry, and nothing is lost', async () => {
	await fault('oauth/token', {
		kind: 'status',
		httpStatus: 200,
		code: 'x',
		body: { error: 'server_error' },
	});
	const accounts = world.accounts(later(3 * hourMs));
	await expect(accounts.refreshGrant(id)).rejects.toMatchObject({
		name: 'TikTokError',
		meaning: { code: 'tiktok_unavailable' },
	});
	await accounts.refreshGrant(id);
	expect((await world.store.accounts.get(id))?.status).toBe('connected');
	expect(await world.accounts().creatorInfo(id)).toMatchObject({ username: 'sandbox_creator' });
});

test('a grant that is gone asks to reconnect, once, and connecting again heals it', async () => {
	await control(world.sandbox, 'revoke', { username: 'sandbox_creator' });
	const accounts = world.accounts({ sleep: () => Promise.resolve() });
	await expect(accounts.creatorInfo(id)).rejects.toMatchObject({ code: 'reconnect_needed' });
	expect((await world.store.accounts.get(id))?.status).toBe('reconnect');
	const calls = await refreshCalls();
	await expect(accounts.creatorInfo(id)).rejects.toMatchObject({ code: 'reconnect_needed' });
	expect(await refreshCalls()).toBe(calls);
	expect((await world.account()).id).toBe(id);
	expect(await accounts.creatorInfo(id)).toMatchObject({ username: 'sandbox_creator' });
});

test('a lease left by a dead process is waited out, then taken', async () => {
	const version = await versionOf(id);
	expect(await world.store.grants.takeLease(id, 'a dead process', version, 700)).toBe(true);
	await world.accounts().refreshGrant(id);
	expect(await versionOf(id)).toBe(version + 1);
});

test('a lease that another holds too long ends in words', async () => {
	const version = await versionOf(id);
	await world.store.grants.takeLease(id, 'a slow process', version, hourMs);
	let nowMs = Date.now();
	const sleep = (ms: number) => {
		nowMs += ms * 100;
		return Promise.resolve();
	};
	const accounts = world.accounts({ now: () => new Date(nowMs), sleep });
	await expect(accounts.refreshGrant(id)).rejects.toMatchObject({ code: 'tiktok_unavailable' });
	await world.store.grants.releaseLease(id, 'a slow process');
});

test('a scope that was not granted is named before TikTok is called', async () => {
	const draftsOnly = await world.account('second_creator', 'user.info.basic,video.upload');
	const accounts = world.accounts();
	const { length } = (await stateOf(world.sandbox)).calls;
	for (const call of [
		accounts.creatorInfo(draftsOnly.id),
		accounts.initVideo(
			draftsOnly.id,
			directPostBody(chunkPlan(1), { ...postSettings.parse({}), privacy: 'SELF_ONLY' }),
		),
	]) {
		const error: unknown = await call.catch((reason: unknown) => reason);
		expect(error).toMatchObject({ code: 'scope_missing' });
		expect(String(error)).toContain('video.publish');
	}
	await expect(accounts.listVideos(draftsOnly.id, {})).rejects.toThrow('video.list');
	expect((await stateOf(world.sandbox)).calls).toHaveLength(length);
	expect(await accounts.scopesOf(draftsOnly.id)).toEqual(['user.info.basic', 'video.upload']);
});

test('a scope that was taken back is named when TikTok refuses the call', async () => {
	await fault('creator_info', { kind: 'status', httpStatus: 401, code: 'scope_not_authorized' });
	const error: unknown = await world
		.accounts()
		.creatorInfo(id)
		.catch((reason: unknown) => reason);
	expect(error).toMatchObject({ code: 'scope_missing' });
	expect(String(error)).toMatch(/no longer grants video\.publish: connect it again/);
	expect((await world.store.accounts.get(id))?.status).toBe('connected');
});

test('TikTok’s limits are kept, drafts and direct posts counted apart', async () => {
	const { id: other } = await world.account('private_creator');
	const accounts = world.accounts();
	const plan = chunkPlan(5_000_000);
	const direct = { ...postSettings.parse({}), privacy: 'SELF_ONLY' as const };
	const body = directPostBody(plan, direct);
	await accounts.creatorInfo(other);
	for (let call = 1; call <= 6; call++) await accounts.initVideo(other, body);
	const error: unknown = await accounts.initVideo(other, body).catch((reason: unknown) => reason);
	if (!(error instanceof Problem)) throw new Error(`No Problem: ${String(error)}`);
	expect(error.code).toBe('tiktok_rate_limited');
	expect(error.extra.retryAfterMs).toBeGreaterThan(0);
	expect(error.extra.retryAfterMs).toBeLessThanOrEqual(limitWindowMs);
	await accounts.initVideo(other, inboxBody(plan));
	expect(await violationsOf(world.sandbox)).not.toContain('over_limit');
	const usage = await world.store.calls.usage();
	expect(usage).toContainEqual({
		...{ provider: 'tiktok', endpoint: 'video/init', accountId: other },
		...{ lastMinute: 6, today: 6 },
	});
});

test('names are brought up to date', async () => {
	await world.store.accounts.rename(id, { username: 'old_name', displayName: 'Old' });
	await world.accounts().refreshNames(id);
	const account = await world.store.accounts.get(id);
	expect(account?.username).toBe('sandbox_creator');
	expect(account?.displayName).not.toBe('Old');
});

test('an account connected with other app keys says so and keeps its grant', async () => {
	const keys = { clientKey: 'another-key', clientSecret: 'another-secret' };
	const accounts = world.accounts({ tiktok: world.client(keys) });
	await expect(accounts.creatorInfo(id)).rejects.toThrow('other TikTok app keys');
	expect((await world.store.accounts.get(id))?.status).toBe('connected');
});

test('an unknown account is not connected', async () => {
	await expect(world.accounts().creatorInfo('nobody')).rejects.toMatchObject({
		code: 'reconnect_needed',
	});
});

test('disconnecting revokes at TikTok; while TikTok is away nothing is removed', async () => {
	const accounts = world.accounts();
	const token = (await world.store.grants.open(id))?.accessToken ?? '';
	await fault('oauth/revoke', { kind: 'status', httpStatus: 503 });
	await expect(accounts.disconnect(id)).rejects.toMatchObject({ name: 'TikTokError' });
	expect((await world.store.accounts.get(id))?.status).toBe('connected');
	await accounts.disconnect(id);
	expect((await world.store.accounts.get(id))?.status).toBe('disconnected');
	expect(await world.store.grants.open(id)).toBeNull();
	await expect(world.client().creatorInfo(token)).rejects.toMatchObject({
		meaning: { remedy: { do: 'refreshToken' } },
	});
	await expect(accounts.creatorInfo(id)).rejects.toMatchObject({ code: 'reconnect_needed' });
});

test('no dead refresh token was ever sent, and no token was logged', async () => {
	expect(await violationsOf(world.sandbox)).not.toContain('dead_refresh_token');
	expect(world.lines.join('\n')).not.toMatch(/act\.|rft\./);
});
