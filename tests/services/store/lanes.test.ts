import { onBothEngines } from '../../support/onBothEngines';
import { newAccount, newRepost, upload, wanted } from './samples';

onBothEngines('lanes', (stores) => {
	async function two(atOnce = 1) {
		const { store } = stores;
		const { id: accountId } = await newAccount(store);
		await store.lanes.change(accountId, { atOnce });
		const make = () => store.reposts.create(wanted(accountId));
		const [a, b] = [await make(), await make()];
		return { accountId, a: a.repost.id, b: b.repost.id };
	}

	test('of many who ask at once only so many get the slot', async () => {
		const { store, other } = stores;
		const { id: accountId } = await newAccount(store);
		await store.lanes.change(accountId, { atOnce: 3 });
		const ids: string[] = [];
		for (let n = 0; n < 8; n++)
			ids.push((await store.reposts.create(wanted(accountId))).repost.id);
		const asked = await Promise.all(
			ids.map((id, n) => (n % 2 ? store : other).lanes.ask(id, 1, 'work', false)),
		);
		expect(asked.filter(({ isGranted }) => isGranted)).toHaveLength(3);
		const again = await store.lanes.handOut(accountId);
		expect(again).toMatchObject({ granted: [], waiting: 5 });
		expect(again.inTheWay).toHaveLength(3);
	});

	test.each([
		['fails', 'failed'],
		['is cancelled', 'cancelled'],
		['is posted', 'published'],
	] as const)('a holder that %s gives its slot back by that', async (_how, state) => {
		const { store } = stores;
		const { accountId, a, b } = await two();
		expect(await store.lanes.ask(a, 1, 'work', false)).toMatchObject({ isGranted: true });
		expect(await store.lanes.ask(b, 1, 'work', false)).toMatchObject({ isGranted: false });
		await store.reposts.finish(a, 1, state, {});
		const { granted } = await store.lanes.handOut(accountId);
		expect(granted).toEqual([{ repostId: b, attempt: 1 }]);
		expect(await store.lanes.ask(b, 1, 'work', false)).toMatchObject({ isGranted: true });
	});

	test.each(['needsAttention', 'awaitingReview', 'processing'] as const)(
		'so does one that is %s',
		async (state) => {
			const { store } = stores;
			const { accountId, a, b } = await two();
			await store.lanes.ask(a, 1, 'work', false);
			await store.lanes.ask(b, 1, 'work', false);
			await store.reposts.enter(a, 1, 'downloading');
			expect((await store.lanes.handOut(accountId)).granted).toEqual([]);
			await store.reposts.enter(a, 1, state, { nextStep: 'Do it.' });
			expect((await store.lanes.handOut(accountId)).granted).toHaveLength(1);
			// It stands in line again.
			if (state !== 'processing') {
				const asked = await store.lanes.ask(a, 1, 'work', false);
				expect(asked.isGranted).toBe(false);
			}
		},
	);

	test('a post that failed before anything was posted counts for no spacing', async () => {
		const { store } = stores;
		const { accountId, a, b } = await two();
		await store.lanes.change(accountId, { spacingMinutes: 60 });
		expect(await store.lanes.ask(a, 1, 'post', false)).toMatchObject({ isGranted: true });
		await store.reposts.finish(a, 1, 'failed', {});
		expect(await store.lanes.ask(b, 1, 'post', false)).toMatchObject({ isGranted: true });
		await store.reposts.finish(b, 1, 'published', {});
		const { repost } = await store.reposts.create(wanted(accountId));
		const asked = await store.lanes.ask(repost.id, 1, 'post', false);
		expect(asked.isGranted).toBe(false);
		expect(asked.inMs).toBeGreaterThan(59 * 60_000);
	});

	test('an upload that was opened before an edit is not used', async () => {
		const { store } = stores;
		const { id } = await newRepost(store);
		await store.lanes.ask(id, 1, 'post', false);
		const before = await store.reposts.edit(id, { caption: 'New' });
		expect(await store.uploads.replace(id, 0, upload(), before.edits - 1)).toBe(false);
		// Its turn was given back with the edit.
		expect(await store.uploads.replace(id, 0, upload(), before.edits)).toBe(false);
		await store.lanes.ask(id, 1, 'post', false);
		expect(await store.uploads.replace(id, 0, upload(), before.edits)).toBe(true);
		await expect(store.reposts.edit(id, { caption: 'Late' })).rejects.toMatchObject({
			code: 'not_editable',
		});
	});

	test('a repost after the point of no return is never held up', async () => {
		const { store } = stores;
		const { accountId, a } = await two();
		await store.lanes.ask(a, 1, 'post', false);
		await store.uploads.replace(a, 0, upload());
		await store.reposts.commit(a, 1, upload().publishId);
		await store.reposts.enter(a, 1, 'needsAttention', { nextStep: 'Wait.' });
		await store.lanes.pause(accountId, null);
		expect(await store.lanes.ask(a, 1, 'post', false)).toMatchObject({ isGranted: true });
		expect((await store.lanes.look(accountId)).facts.postsMs).toHaveLength(1);
	});

	test('a place of an earlier attempt counts for nothing', async () => {
		const { store } = stores;
		const { accountId, a, b } = await two();
		await store.lanes.ask(a, 1, 'work', false);
		await store.reposts.finish(a, 1, 'failed', {});
		await store.reposts.retry(a);
		expect(await store.lanes.ask(b, 1, 'work', false)).toMatchObject({ isGranted: true });
		expect(await store.lanes.ask(a, 1, 'work', false)).toMatchObject({ isGranted: true });
		expect((await store.lanes.look(accountId)).facts.inLane).toHaveLength(1);
	});
});
