import { sandboxApiKey } from '../../sandbox/youtube/dataApi/dataApi';
import { expectOnePost } from '../support/onePost';
import { startStack, type Stack } from '../support/stack';
import { syncOnStack } from '../support/syncOnStack';
import { until } from '../support/until';

jest.setTimeout(120_000);

describe.each([
	['with a key', sandboxApiKey],
	['without a key', ''],
])('syncs %s', (_how, youtubeApiKey) => {
	let stack: Stack;
	let on: ReturnType<typeof syncOnStack>;
	beforeAll(async () => {
		stack = await startStack({ youtubeApiKey });
		on = syncOnStack(stack);
	});
	afterAll(() => stack.close());

	test('a new Short is found, reposted with its caption, and never again', async () => {
		const { sync, creator } = await on.follow({
			...{ posting: 'auto', settings: { privacy: 'SELF_ONLY' } },
			captions: {
				template: 'New: {{ title }}\n\n{{ hashtags }}',
				hashtags: { add: ['fyp'] },
			},
		});
		const { id: video } = on.publish(sync, { title: 'Cats', description: '#cats #shorts' });
		await stack.syncs.run(sync.id);
		const row = await until('the request', async () => {
			const { items } = await stack.syncs.decisions(sync.id, { limit: 9 });
			return items[0]?.state === 'requested' ? items[0] : null;
		});
		expect(row).toMatchObject({ reason: 'chosen', video });
		const repost = await stack.until(row.repost?.id ?? '', 'published');
		expect(repost.ownContent).toMatchObject({ by: 'operator (API)' });
		expect(repost.ownContent.statement).toMatch(/^Of the channel “Ana”/);
		const { posts } = await stack.sandbox.state(creator.username);
		expect(posts.map(({ caption }) => caption)).toEqual(['New: Cats\n\n#cats #fyp']);
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
		const { sync } = await on.follow({ action: 'announce' });
		on.publish(sync);
		await on.look(sync);
		stack.youtube.forget();
		const idle = stack.client.workflow.getHandle(await on.look(sync));
		const { events } = await idle.fetchHistory();
		expect(events?.length).toBeLessThanOrEqual(12);
		const requests = stack.youtube.requests().filter(({ method }) => method !== 'CONNECT');
		expect(requests.length).toBeGreaterThan(0);
		expect(requests.length).toBeLessThanOrEqual(2);
	});
});
