import { setTimeout as delay } from 'node:timers/promises';
import { webSubHubUrl } from '../../lib/settings/settingsSchema';
import { webSubId } from '../../lib/webSub/webSubId';
import { sandboxApiKey } from '../../sandbox/youtube/dataApi/dataApi';
import { createWebSubDesk } from '../../services/desk/webSub/createWebSubDesk';
import type { Sync } from '../../services/store/syncs/syncs';
import { startStack, type Stack } from '../support/stack';
import { syncOnStack } from '../support/syncOnStack';
import { until } from '../support/until';

jest.setTimeout(120_000);

let stack: Stack;
let on: ReturnType<typeof syncOnStack>;
beforeAll(async () => {
	stack = await startStack({ youtubeApiKey: sandboxApiKey });
	on = syncOnStack(stack);
});
beforeEach(() => {
	stack.youtube.setFault({});
	stack.youtube.hub.longestLeaseSec = 864_000;
});
afterAll(() => stack.close());

const rowOf = ({ channelId }: Sync) => stack.services.store.webSubs.get(channelId);
const isActive = async (sync: Sync) => (await rowOf(sync))?.state === 'active';
const subscriptionsOf = (sync: Sync) =>
	stack.youtube.hub.subscriptions.filter(({ channelId }) => channelId === sync.channelId);
/** How often the hub was asked and has answered. */
const asksOf = async ({ channelId }: Sync): Promise<number> => {
	const handle = stack.client.workflow.getHandle(webSubId(channelId));
	const { events = [] } = await handle.fetchHistory();
	const answered = (events ?? []).flatMap(
		(event) => event.activityTaskCompletedEventAttributes?.scheduledEventId ?? [],
	);
	const names = (events ?? [])
		.filter(({ eventId }) => answered.some((id) => String(id) === String(eventId)))
		.map((event) => event.activityTaskScheduledEventAttributes?.activityType?.name);
	return names.filter((name) => name === 'askHub').length;
};

/** As the sweep does it, with gaps of milliseconds where it has minutes. */
async function keep({ channelId }: Sync, leastGapMs: number): Promise<void> {
	await stack.client.workflow.start('keepWebSub', {
		...{ taskQueue: '14ms', workflowId: webSubId(channelId) },
		args: [{ channelId, leastGapMs }],
	});
}

test('a new Short is posted within moments of its publication, between two looks', async () => {
	const { sync } = await on.follow({ everyMinutes: 10_080 });
	await stack.engine.startWebSub(sync.channelId);
	await until('the subscription', () => isActive(sync));
	// Its own note of it comes after our answer.
	await stack.youtube.hub.settled();
	const publishedAtMs = Date.now();
	const { id: video } = on.publish(sync);
	const repostId = await until('the request', async () => {
		const { items } = await stack.syncs.decisions(sync.id, { limit: 9 });
		return items.find((item) => item.video === video)?.repost?.id;
	});
	const requestedMs = Date.now() - publishedAtMs;
	await stack.until(repostId, 'delivered');
	expect(requestedMs).toBeLessThan(15_000);
	expect(stack.youtube.hub.calls.filter(({ videoId }) => videoId === video)).toMatchObject([
		{ kind: 'video', status: 204 },
	]);
});

test('a lease is renewed before it is over, for as long as somebody follows the channel', async () => {
	const { sync } = await on.follow();
	stack.youtube.hub.longestLeaseSec = 6;
	await keep(sync, 100);
	await until('the subscription', () => isActive(sync));
	const first = (await rowOf(sync))?.leaseUntil;
	await until('two renewals', async () => (await asksOf(sync)) >= 3);
	await until('the hub', () => isActive(sync));
	await stack.youtube.hub.settled();
	expect(Number((await rowOf(sync))?.leaseUntil)).toBeGreaterThan(Number(first));
	expect(subscriptionsOf(sync)).toHaveLength(1);

	await stack.syncs.remove(sync.id);
	await stack.webSub.sweep();
	await stack.client.workflow.getHandle(webSubId(sync.channelId)).result();
	expect(await rowOf(sync)).toBeNull();
	expect(subscriptionsOf(sync)).toEqual([]);
});

test('a web service with another address is called there at once, though the lease goes on for days', async () => {
	const { sync } = await on.follow();
	await keep(sync, 60_000);
	await until('the subscription', () => isActive(sync));
	await stack.youtube.hub.settled();
	const [{ callback: before } = { callback: '' }] = subscriptionsOf(sync);
	const { services, engine } = stack;
	const origin = new URL(before);
	origin.hostname = 'localhost';
	const webSub = { hubUrl: webSubHubUrl, callbackOrigin: origin.origin };
	const { store, log } = services;
	await createWebSubDesk({ settings: { webSub }, store, engine, log }).sweep();
	const callback = before.replace('127.0.0.1', 'localhost');
	await until('the new address', () =>
		subscriptionsOf(sync).some((subscription) => subscription.callback === callback),
	);
	await until('the subscription', () => isActive(sync));
});

test('a hub that refuses again and again is asked less and less, and is subscribed to in the end', async () => {
	const { sync } = await on.follow();
	stack.youtube.setFault({ hub: { status: 503 } });
	// 1, 5, 30 and then 120 of these, where it has minutes.
	await keep(sync, 40);
	await until('four refusals', async () => (await asksOf(sync)) >= 4);
	expect(await rowOf(sync)).toMatchObject({ state: 'refused', leaseUntil: null });
	const asks = await asksOf(sync);
	// That nothing happens can be seen only by letting time pass: the gap is 4.8 s now.
	await delay(1_500);
	expect(await asksOf(sync)).toBe(asks);
	expect((await stack.syncs.get(sync.id)).error).toBeNull();
	stack.youtube.setFault({});
	await until('the subscription', () => isActive(sync));
	expect((await rowOf(sync))?.error).toBeNull();
});

test('a hub that accepts and denies afterwards counts as refusing', async () => {
	const { sync } = await on.follow();
	stack.youtube.setFault({ hub: {} });
	await keep(sync, 40);
	await until('four denials', async () => (await asksOf(sync)) >= 4);
	await until('the word', async () => (await rowOf(sync))?.state === 'refused');
	expect((await rowOf(sync))?.error).toContain('Refused by the sandbox');
	stack.youtube.setFault({});
	await until('the subscription', () => isActive(sync));
});
