import { recipes } from '../../sandbox/samples/recipes';
import { startStack, type Stack } from '../support/stack';
import { until } from '../support/until';

jest.setTimeout(240_000);

const { id: video } = recipes.small;
const accessTokenTtlSec = 8;

let stack: Stack;
beforeAll(async () => {
	stack = await startStack({ tiktok: { accessTokenTtlSec } });
});
afterAll(() => stack.close());

it('a repost that waits for longer than tokens live gets fresh ones when its time has come', async () => {
	const { account, username } = await stack.newCreator();
	const { id } = await stack.request({ account, video, posting: 'review' });
	const { media } = await stack.until(id, 'awaitingReview');
	const facts = await stack.services.store.grants.facts(account);
	await until('the token to end', () => Date.now() > (facts?.accessExpiresAt.getTime() ?? 0));
	await stack.desk.approve(id, { sha256: media?.sha256 ?? '', privacy: 'SELF_ONLY' });
	await stack.until(id, 'published');
	const { posts, violations } = await stack.sandbox.state(username);
	expect([posts.length, violations]).toEqual([1, []]);
	expect((await stack.services.store.grants.facts(account))?.version).toBeGreaterThan(1);
});

it('a permission that a reconnect left out parks the repost, named, until it is given', async () => {
	const { account, username } = await stack.newCreator();
	await stack.stopWorker();
	const { id } = await stack.request({
		...{ account, video, posting: 'auto', privacy: 'SELF_ONLY' },
	});
	expect(await stack.connect(username, 'user.info.basic,video.upload')).toBe(account);
	await stack.startWorker();
	const parked = await stack.until(id, 'needsAttention');
	expect(parked.error?.code).toBe('scope_missing');
	expect(parked.nextStep).toMatch(/did not grant video\.publish: connect it again/);
	await stack.connect(username);
	await stack.desk.wake(account);
	await stack.until(id, 'published');
	const { posts, violations } = await stack.sandbox.state(username);
	expect([posts.length, violations]).toEqual([1, []]);
});

it('a permission taken away while TikTok works on the post parks it; a reconnect ends the wait, nothing is sent twice', async () => {
	const { account, username: user } = await stack.newCreator();
	const away = { kind: 'status', httpStatus: 503, times: 500 };
	await stack.sandbox.fault({ endpoint: 'status/fetch', user, ...away });
	const { id } = await stack.request({ account, video });
	await stack.until(id, 'processing');
	await until('the post', async () => (await stack.sandbox.state(user)).posts.length);
	await stack.sandbox.control('revoke', { username: user });
	await stack.sandbox.clearFaults();
	const parked = await stack.until(id, 'needsAttention');
	expect(parked.error?.code).toBe('reconnect_needed');
	await stack.connect(user);
	await stack.desk.wake(account);
	await stack.until(id, 'delivered');
	const { posts, violations } = await stack.sandbox.state(user);
	expect([posts.length, violations]).toEqual([1, []]);
});
