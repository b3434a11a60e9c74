import type { Repost } from '../../../../services/store/reposts/reposts';
import { onBothEngines } from '../../../support/onBothEngines';
import { newAccount, newRepost, wanted } from '../samples';

onBothEngines('reading the ledger', (stores) => {
	it('pages newest first, without a gap or a double, even when many rows share a moment', async () => {
		const { id } = await newAccount(stores.store);
		const made = await Promise.all(
			Array.from({ length: 11 }, () => stores.store.reposts.create(wanted(id))),
		);
		const seen: Repost[] = [];
		let cursor: string | undefined;
		let pages = 0;
		do {
			const page = await stores.store.reposts.list({ accountId: id, limit: 3, cursor });
			seen.push(...page.items);
			cursor = page.nextCursor ?? undefined;
			pages++;
		} while (cursor);
		expect(pages).toBe(4);
		expect(seen.map((row) => row.id).sort()).toEqual(made.map((it) => it.repost.id).sort());
		const times = seen.map(({ createdAt }) => createdAt.getTime());
		expect(times).toEqual([...times].sort((a, b) => b - a));
	});

	it('tells that a page which is exactly full is the last', async () => {
		const { accountId } = await newRepost(stores.store);
		const page = await stores.store.reposts.list({ accountId, limit: 1 });
		expect(page).toMatchObject({ items: [{ accountId }], nextCursor: null });
	});

	it('filters by state and video', async () => {
		const { id, accountId, videoId } = await newRepost(stores.store);
		await stores.store.reposts.create(wanted(accountId));
		await stores.store.reposts.enter(id, 1, 'downloading');
		const ids = async (filter: { state?: 'downloading' | 'queued'; videoId?: string }) =>
			(await stores.store.reposts.list({ accountId, limit: 9, ...filter })).items.map(
				(row) => row.id,
			);
		expect(await ids({ state: 'downloading' })).toEqual([id]);
		expect(await ids({ state: 'queued' })).toEqual([]);
		expect(await ids({ videoId })).toEqual([id]);
	});

	it.each(['!', 'eyJhIjoxfQ', Buffer.from('["x","y"]').toString('base64url')])(
		'refuses the cursor %j',
		async (cursor) => {
			const listing = stores.store.reposts.list({ limit: 1, cursor });
			await expect(listing).rejects.toMatchObject({ code: 'bad_request' });
		},
	);

	it('lists rows whose workflow is not known to run, but only once they are old enough', async () => {
		const { id } = await newRepost(stores.store);
		const unstarted = async (olderThanMs: number) =>
			(await stores.store.reposts.unstarted(olderThanMs)).map((row) => row.id);
		expect(await unstarted(0)).toContain(id);
		expect(await unstarted(60_000)).not.toContain(id);
		await stores.store.reposts.markStarted(id, 1);
		expect(await unstarted(0)).not.toContain(id);
	});

	it('lists the open rows of one account or of all', async () => {
		const open = await newRepost(stores.store);
		const over = await newRepost(stores.store);
		await stores.store.reposts.finish(over.id, 1, 'cancelled', {});
		const ids = async (accountId?: string) =>
			(await stores.store.reposts.open(accountId)).map((row) => row.id);
		expect(await ids(open.accountId)).toEqual([open.id]);
		expect(await ids(over.accountId)).toEqual([]);
		expect(await ids()).toContain(open.id);
		expect(await ids()).not.toContain(over.id);
	});

	it('has nothing under an unknown id', async () => {
		expect(await stores.store.reposts.get('nobody.nothing')).toBeNull();
		expect(await stores.store.reposts.timeline('nobody.nothing')).toEqual([]);
	});
});
