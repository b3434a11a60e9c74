import { syncRequest } from '../../lib/sync/syncView';
import { sandboxApiKey } from '../../sandbox/youtube/dataApi/dataApi';
import { expectOnePost } from '../support/onePost';
import { startStack, type Stack } from '../support/stack';
import { syncOnStack } from '../support/syncOnStack';
import { until } from '../support/until';

jest.setTimeout(120_000);

describe('syncs', () => {
	let stack: Stack;
	let on: ReturnType<typeof syncOnStack>;
	beforeAll(async () => {
		stack = await startStack({ youtubeApiKey: sandboxApiKey });
		on = syncOnStack(stack);
	});
	afterAll(() => stack.close());

	test('two looks and a person who want the same Short make one post', async () => {
		const { sync, creator } = await on.follow();
		const { id: video } = on.publish(sync);
		const looking = Promise.all([on.look(sync), on.look(sync)]);
		const repost = await stack.request({ account: creator.account, video });
		await looking;
		await stack.until(repost.id, 'delivered');
		await expectOnePost(stack.sandbox, creator.username);
		const { items } = await stack.syncs.decisions(sync.id, { limit: 9 });
		expect(items).toMatchObject([{ state: 'requested', repost: { id: repost.id } }]);
	});

	test('a worker that stops in the middle loses nothing and doubles nothing', async () => {
		const { sync, creator } = await on.follow();
		on.publish(sync);
		const { discovery } = stack.services;
		const list = discovery.list.bind(discovery);
		let stopping: Promise<void> | undefined;
		// The list has come, and what it says is not kept yet.
		discovery.list = async (channelId, options) => {
			await list(channelId, options);
			stopping ??= stack.stopWorker();
			return new Promise((_, reject) => {
				options.signal.addEventListener('abort', () => reject(new Error('It stops.')));
			});
		};
		const look = on.look(sync);
		await until('the stop', () => stopping !== undefined);
		await stopping;
		discovery.list = list;
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
		const { id: video } = on.publish(sync, { title: 'Cats' });
		await on.look(sync);
		await on.look(sync);
		const { items } = await stack.services.delivery.readEvents({
			...{ after, types: ['short.found'], limit: 9 },
		});
		expect(items).toMatchObject([
			{ accountId: creator.account, short: { video, title: 'Cats', channel: 'Ana' } },
		]);
		expect((await stack.sandbox.state(creator.username)).publishes).toEqual([]);
	});

	test('a code in the description makes the channel one’s own', async () => {
		const { account } = await stack.newCreator();
		const { id, handle } = stack.youtube.channels.add({ title: 'Ben' });
		const wanted = syncRequest.parse({ account, channel: handle });
		const refused = stack.syncs.create(wanted, 'operator (API)');
		await expect(refused).rejects.toMatchObject({ code: 'channel_not_verified' });
		const { verifyCode = '' } = (await stack.services.store.syncs.channel(id)) ?? {};
		await expect(refused).rejects.toThrow(verifyCode);
		stack.youtube.channels.change(id, { description: `Hello.\n${verifyCode}\nBye.` });
		const { sync } = await stack.syncs.create(wanted, 'operator (API)');
		expect(sync.channel.ownership).toMatchObject({ kind: 'code' });
	});

	test('questions to YouTube are answered by the worker, its refusals in their own words', async () => {
		const { sync } = await on.follow({ captions: { template: '{{ title }}' } });
		const { id: video } = on.publish(sync, { title: 'Cats' });
		const { items, sources } = await stack.syncs.previewOf(sync.id, 50);
		const known = { state: 'waiting', reason: 'next_run', caption: 'Cats', repost: null };
		expect(items).toMatchObject([{ video, ...known }]);
		expect(sources).toMatchObject([{ isOk: true }]);
		expect(await stack.syncs.captionFor(sync.id, video)).toEqual({ video, caption: 'Cats' });
		const refused = stack.engine.lookUpChannel({ kind: 'handle', handle: 'nobody_at_all' });
		await expect(refused).rejects.toMatchObject({ code: 'channel_not_found' });
	});
});
