import { onBothEngines } from '../../../support/onBothEngines';
import { newRepost } from '../samples';
import { decided, decisionsOf, found, newSync, newVideo } from './syncSamples';

const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

onBothEngines('whose turn it is', (stores) => {
	async function waitingSync(action: 'repost' | 'announce' = 'repost') {
		const { store } = stores;
		const sync = await newSync(store, { action });
		const videos = [2, 1, 3].map((hours) => newVideo({ publishedAt: ago(hours) }));
		await found(store, sync.id, videos);
		for (const { videoId } of videos) {
			await store.syncs.decide(sync.id, videoId, decided('waiting', 'next_run'));
		}
		const [middle, newest, oldest] = videos.map(({ videoId }) => videoId) as [
			string,
			string,
			string,
		];
		return { store, sync, id: sync.id, middle, newest, oldest };
	}

	test('they wait in the order of the rules', async () => {
		const { store, id, middle, newest, oldest } = await waitingSync();
		const order = async (which: 'newest' | 'oldest', limit = 9) =>
			(await store.syncs.waiting(id, which, limit)).map(({ videoId }) => videoId);
		expect(await order('oldest')).toEqual([oldest, middle, newest]);
		expect(await order('newest')).toEqual([newest, middle, oldest]);
		expect(await order('newest', 1)).toEqual([newest]);
	});

	test('new ones go before the backfill, whatever the order', async () => {
		const { store, id, middle, newest, oldest } = await waitingSync();
		const fresh = [-2, -1].map((hours) => newVideo({ publishedAt: ago(hours) }));
		await found(store, id, fresh);
		const [later, first] = fresh.map(({ videoId }) => videoId) as [string, string];
		await store.syncs.decide(id, [later, first], decided('waiting', 'next_run'));
		const order = async (which: 'newest' | 'oldest') =>
			(await store.syncs.waiting(id, which, 9)).map(({ videoId }) => videoId);
		expect(await order('oldest')).toEqual([first, later, oldest, middle, newest]);
		expect(await order('newest')).toEqual([later, first, newest, middle, oldest]);
	});

	test('a requested one is tied to its repost, counted, and never decided on again', async () => {
		const { store, id, middle, newest } = await waitingSync();
		const [open, closed] = [await newRepost(store), await newRepost(store)];
		const since = new Date(Date.now() - 1_000);
		await store.syncs.markRequested(id, middle, open.id, decided('requested', 'chosen'));
		const met = decided('requested', 'already_there');
		await store.syncs.markRequested(id, newest, closed.id, met);
		expect(await store.syncs.doneSince(id, since)).toBe(1);
		expect(await store.syncs.doneSince(id, new Date(Date.now() + 60_000))).toBe(0);
		expect(await store.syncs.openReposts(id)).toBe(1);
		await store.reposts.finish(open.id, 1, 'delivered', {});
		expect(await store.syncs.openReposts(id)).toBe(0);

		await store.syncs.decide(id, middle, decided('skipped', 'refused'));
		await store.syncs.markRequested(id, middle, closed.id, met);
		await store.syncs.announce(id, middle, decided('announced', 'chosen'));
		const { items } = await store.syncs.decisions({ syncId: id, state: 'requested', limit: 9 });
		expect(items.find(({ videoId }) => videoId === middle)).toMatchObject({
			...{ repostId: open.id, reason: 'chosen' },
		});
	});

	test('one is announced exactly once, with its event, however many try', async () => {
		const { store, sync, id, newest } = await waitingSync('announce');
		const after = await store.events.latest();
		await Promise.all(
			[store, stores.other, store].map(({ syncs }) =>
				syncs.announce(id, newest, decided('announced', 'chosen')),
			),
		);
		const told = await store.events.since({ after, types: ['short.found'], limit: 9 });
		expect(told.events).toEqual([
			{
				...{ type: 'short.found', accountId: sync.accountId },
				...{ syncId: id, videoId: newest },
				id: told.upTo,
				at: expect.any(Date) as Date,
			},
		]);
		expect((await decisionsOf(store, id))[newest]).toBe('announced/chosen');
		expect(await store.syncs.doneSince(id, new Date(0))).toBe(1);
		const none = await store.events.since({ after, types: ['repost.failed'], limit: 9 });
		expect(none.events).toEqual([]);
	});
});
