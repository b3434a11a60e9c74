import { recipes } from '../../sandbox/samples/recipes';
import { expectOnePost } from '../support/onePost';
import { scriptedDiscovery } from '../support/scriptedDiscovery';
import { startStack, type Stack } from '../support/stack';
import { syncOnStack } from '../support/syncOnStack';
import { until } from '../support/until';

jest.setTimeout(120_000);

const { small } = recipes;
const discovery = scriptedDiscovery();
let stack: Stack;
let on: ReturnType<typeof syncOnStack>;
beforeAll(async () => {
	stack = await startStack({ discovery });
	on = syncOnStack(stack, discovery);
});
afterAll(() => stack.close());

async function eventsOf(workflowId: string) {
	const { events } = await stack.client.workflow.getHandle(workflowId).fetchHistory();
	return events ?? [];
}

test('a new Short is found, reposted with its caption, and never again', async () => {
	const { sync, creator } = await on.follow({
		...{ posting: 'auto', settings: { privacy: 'SELF_ONLY' } },
		captions: { template: 'New: {{ title }}\n\n{{ hashtags }}', hashtags: { add: ['fyp'] } },
	});
	on.publish(sync, small);
	await stack.syncs.run(sync.id);
	const [row] = await until('the request', async () => {
		const { items } = await stack.syncs.decisions(sync.id, { limit: 9 });
		return items[0]?.state === 'requested' && items;
	});
	expect(row).toMatchObject({ reason: 'chosen', video: small.id });
	const repost = await stack.until(row?.repost?.id ?? '', 'published');
	expect(repost.ownContent).toMatchObject({ by: 'operator (API)' });
	expect(repost.ownContent.statement).toMatch(/^Of the channel “Ana”/);
	const { posts } = await stack.sandbox.state(creator.username);
	expect(posts.map(({ caption }) => caption)).toEqual([
		'New: Seven seconds of sunrise\n\n#sunrise #morning #fyp',
	]);
	await on.look(sync);
	await expectOnePost(stack.sandbox, creator.username);
	const view = await stack.syncs.get(sync.id);
	expect(view).toMatchObject({
		...{ state: 'active', error: null, counts: { requested: 1 } },
		lastRun: { numbers: { found: 1, requested: 1 }, error: null },
	});
	expect(Date.parse(view.nextRunAt ?? '')).toBeGreaterThan(Date.now());
});

test('a look that finds nothing costs at most 12 events and 2 requests', async () => {
	const { sync } = await on.follow();
	discovery.requests.length = 0;
	const events = await eventsOf(await on.look(sync));
	expect(events.length).toBeLessThanOrEqual(12);
	expect(discovery.requests.length).toBeLessThanOrEqual(2);
});

test('a sync, a person and another sync that want the same Short make one post', async () => {
	const { sync, creator } = await on.follow();
	on.publish(sync, small);
	const [, , repost] = await Promise.all([
		...[on.look(sync), on.look(sync)],
		stack.request({ account: creator.account, video: small.id }),
	]);
	await stack.until(repost.id, 'delivered');
	await expectOnePost(stack.sandbox, creator.username);
	const { items } = await stack.syncs.decisions(sync.id, { limit: 9 });
	expect(items).toMatchObject([{ state: 'requested', repost: { id: repost.id } }]);
});

test('a worker that stops in the middle loses nothing and doubles nothing', async () => {
	const { sync, creator } = await on.follow();
	// Details are needed, so that there is a moment between looking and deciding.
	on.publish(sync, small, { description: null });
	const { details } = discovery;
	let isStopped: Promise<void> | undefined;
	discovery.details = async (ids, signal) => {
		if (!isStopped) {
			isStopped = stack.stopWorker();
			await new Promise((_, reject) => signal.addEventListener('abort', reject));
		}
		return details(ids, signal);
	};
	const look = on.look(sync);
	await until('the stop', () => isStopped);
	await isStopped;
	discovery.details = details;
	await stack.startWorker();
	await look;
	const { items } = await stack.syncs.decisions(sync.id, { limit: 9 });
	expect(items).toMatchObject([{ state: 'requested', reason: 'chosen' }]);
	await stack.until(items[0]?.repost?.id ?? '', 'delivered');
	await expectOnePost(stack.sandbox, creator.username);
});

test('an announced Short is an event, and no repost', async () => {
	const after = await stack.services.store.events.latest();
	const { sync, creator } = await on.follow({ action: 'announce' });
	on.publish(sync, small);
	await on.look(sync);
	await on.look(sync);
	const { items } = await stack.services.delivery.readEvents({
		...{ after, types: ['short.found'], limit: 9 },
	});
	expect(items).toMatchObject([
		{ accountId: creator.account, short: { video: small.id, title: small.title } },
	]);
	expect((await stack.sandbox.state(creator.username)).publishes).toEqual([]);
});

test('questions to YouTube are answered by the worker, its refusals in their own words', async () => {
	const { sync } = await on.follow();
	on.publish(sync, small, { title: 'Cats', description: '' });
	const { items, sources } = await stack.syncs.previewOf(sync.id, 50);
	expect(items).toMatchObject([
		{ video: small.id, state: 'waiting', reason: 'next_run', caption: 'Cats', repost: null },
	]);
	expect(sources).toMatchObject([{ isOk: true }]);
	expect(await stack.syncs.captionFor(sync.id, small.id)).toEqual({
		...{ video: small.id, caption: 'Cats' },
	});
	const refused = stack.engine.lookUpChannel({ kind: 'handle', handle: 'nobody' });
	await expect(refused).rejects.toMatchObject({
		...{ code: 'channel_not_found', message: 'There is no such channel.' },
	});
});
