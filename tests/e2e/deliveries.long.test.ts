import { recipes } from '../../sandbox/samples/recipes';
import { createDeliveries } from '../../services/delivery/createDeliveries';
import type { Deliveries } from '../../services/delivery/deliveries';
import { isSigned, startReceiver } from '../support/receiver';
import { startStack, type Stack } from '../support/stack';
import { until } from '../support/until';

jest.setTimeout(180_000);

const operator = { accountId: null, clientId: null };
const inMs = (ms: number) => new Date(Date.now() + ms);
const { id: video } = recipes.small;

let stack: Stack;
let deliveries: Deliveries;
beforeAll(async () => {
	stack = await startStack();
	const { services, engine } = stack;
	const { store, delivery, log } = services;
	deliveries = createDeliveries({ store, engine, caller: delivery.caller, log });
});
afterAll(() => stack.close());

/** As web does, every few seconds. */
async function sweepUntil(what: string, isDone: () => boolean | Promise<boolean>): Promise<void> {
	await until(what, async () => {
		await deliveries.sweep();
		return isDone();
	});
}

describe('a callback', () => {
	test('comes once, signed, when the last repost is settled, however often the other side was not ready', async () => {
		const receiver = await startReceiver([404, 409, 500]);
		const first = await stack.newCreator();
		const second = await stack.newCreator();
		const reposts = [
			await stack.request({ account: first.account, video }),
			await stack.request({ account: second.account, video }),
		];
		const repostIds = reposts.map(({ id }) => id);
		const { callback, secret } = await deliveries.addCallback({
			...{ owner: operator, repostIds, until: inMs(3_600_000) },
			url: `${receiver.origin}/webhook-waiting/1`,
		});
		for (const id of repostIds) await stack.until(id, 'delivered');
		const { store } = stack.services;
		const isDelivered = async () =>
			(await store.callbacks.get(callback.id))?.state === 'delivered';
		await sweepUntil('the callback', isDelivered);
		expect(receiver.calls.map(({ status }) => status)).toEqual([404, 409, 500, 200]);
		for (const call of receiver.calls) expect(isSigned(call, secret)).toBe(true);
		const views = repostIds.map(
			(id) => expect.objectContaining({ id, state: 'delivered' }) as unknown,
		);
		expect(receiver.calls[3]?.body).toMatchObject({ settled: true, reposts: views });
		await receiver.close();
	});

	test('comes at its limit with the present state, and waits for a worker that was away', async () => {
		const receiver = await startReceiver();
		const { account } = await stack.newCreator();
		const notBefore = inMs(3_600_000).toISOString();
		const { id } = await stack.request({ account, video, notBefore });
		await stack.until(id, 'queued');
		await stack.stopWorker();
		await deliveries.addCallback({
			...{ owner: operator, repostIds: [id], until: inMs(500) },
			url: receiver.origin,
		});
		await stack.startWorker();
		await sweepUntil('the callback at its limit', () => receiver.calls.length > 0);
		expect(receiver.calls[0]?.body).toMatchObject({
			settled: false,
			reposts: [expect.objectContaining({ id, state: 'queued' })],
		});
		await stack.desk.cancel(id);
		await receiver.close();
	});

	test('is not followed elsewhere', async () => {
		const receiver = await startReceiver([302]);
		const { callback } = await deliveries.addCallback({
			...{ owner: operator, repostIds: ['none'], until: inMs(60_000) },
			url: receiver.origin,
		});
		const { store } = stack.services;
		await sweepUntil(
			'the end',
			async () => (await store.callbacks.get(callback.id))?.state === 'givenUp',
		);
		expect(receiver.calls).toHaveLength(1);
		expect((await store.callbacks.get(callback.id))?.lastError).toContain('redirect');
		await receiver.close();
	});
});

describe('a webhook', () => {
	test('gets every event of its account in order, also those from while it was down', async () => {
		const receiver = await startReceiver([503]);
		const { account } = await stack.newCreator();
		const other = await stack.newCreator();
		const { hook, secret } = await deliveries.addHook({
			owner: { accountId: account, clientId: null },
			url: `${receiver.origin}/hook`,
			types: ['repost.needsAttention', 'repost.delivered'],
		});
		const { port } = receiver;
		await receiver.close();
		const { store } = stack.services;
		const { id } = await stack.request({ account, video });
		await stack.request({ account: other.account, video });
		await stack.until(id, 'delivered');
		await sweepUntil(
			'a failed call',
			async () => (await store.hooks.get(hook.id))?.lastError !== null,
		);

		const back = await startReceiver([503], port);
		await sweepUntil('the event', () => back.calls.some(({ status }) => status === 200));
		const delivered = back.calls.filter(({ status }) => status === 200);
		expect(delivered.map(({ body }) => body)).toEqual([
			expect.objectContaining({ type: 'repost.delivered', accountId: account }),
		]);
		expect(new Set(back.calls.map(({ headers }) => headers['14ms-id'])).size).toBe(1);
		expect(isSigned(back.calls[0] ?? fail(), secret)).toBe(true);
		await until('no error', async () => (await store.hooks.get(hook.id))?.lastError === null);

		await deliveries.removeHook(hook.id);
		const handle = stack.client.workflow.getHandle(hook.id);
		await until(
			'the end of the workflow',
			async () => (await handle.describe()).status.name === 'COMPLETED',
		);
		await back.close();
	});
});

test('a repost with a time before which nothing may be posted waits for it, and says so', async () => {
	const { account, username } = await stack.newCreator();
	const notBefore = inMs(6_000);
	const { id } = await stack.request({ account, video, notBefore: notBefore.toISOString() });
	const waiting = await stack.until(id, 'queued');
	expect(waiting.nextStep).toMatch(/^It starts at .* UTC\.$/);
	expect((await stack.sandbox.state(username)).posts).toEqual([]);
	const done = await stack.until(id, 'delivered');
	expect(done.finishedAt?.getTime()).toBeGreaterThan(notBefore.getTime());
});

test('a repost that waits for its time can be cancelled', async () => {
	const { account } = await stack.newCreator();
	const notBefore = inMs(3_600_000).toISOString();
	const { id } = await stack.request({ account, video, notBefore });
	await stack.until(id, 'queued');
	await stack.desk.cancel(id);
	await stack.until(id, 'cancelled');
});

function fail(): never {
	throw new Error('Nothing was received.');
}
