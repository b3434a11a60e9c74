import { onBothEngines } from '../../../support/onBothEngines';
import { newAccount, newRepost, story, wanted } from '../samples';

onBothEngines('asking for a repost', (stores) => {
	it('makes one row for an account and a video, however often it is asked for', async () => {
		const { id } = await newAccount(stores.store);
		const first = await stores.store.reposts.create(wanted(id, { videoId: 'aaaaaaaaaaa' }));
		const second = await stores.store.reposts.create(
			wanted(id, { videoId: 'aaaaaaaaaaa', posting: 'inbox' }),
		);
		expect(first).toMatchObject({ created: true, repost: { state: 'resolving', attempt: 1 } });
		expect(first.repost.id).toBe(`${id}.aaaaaaaaaaa`);
		expect(second).toEqual({ created: false, repost: first.repost });
		expect(await story(stores.store, first.repost.id)).toEqual(['created']);
	});

	it('gives one row when twenty ask at the same time', async () => {
		const { id } = await newAccount(stores.store);
		const asked = await Promise.all(
			Array.from({ length: 20 }, (_, i) =>
				(i % 2 ? stores.store : stores.other).reposts.create(
					wanted(id, { videoId: 'bbbbbbbbbbb' }),
				),
			),
		);
		expect(asked.filter(({ created }) => created)).toHaveLength(1);
		expect(new Set(asked.map(({ repost }) => repost.id)).size).toBe(1);
		expect(await story(stores.store, `${id}.bbbbbbbbbbb`)).toEqual(['created']);
	});

	it('returns the running one although `again` is asked', async () => {
		const repost = await newRepost(stores.store);
		const { accountId, videoId } = repost;
		const again = await stores.store.reposts.create(
			wanted(accountId, { videoId, again: true }),
		);
		expect(again).toMatchObject({ created: false, repost: { id: repost.id } });
	});

	it('makes one next generation when `again` is asked many times after the last is over', async () => {
		const { id, accountId, videoId } = await newRepost(stores.store);
		await stores.store.reposts.finish(id, 1, 'published', {});
		const again = await Promise.all(
			Array.from({ length: 8 }, (_, i) =>
				(i % 2 ? stores.store : stores.other).reposts.create(
					wanted(accountId, { videoId, again: true }),
				),
			),
		);
		expect(again.filter(({ created }) => created)).toHaveLength(1);
		expect(new Set(again.map(({ repost }) => repost.id))).toEqual(new Set([`${id}.2`]));
	});

	it('is asked for again or retried, not both, when that is wished at the same time', async () => {
		for (let n = 0; n < 10; n++) {
			const { id, accountId, videoId } = await newRepost(stores.store);
			await stores.store.reposts.finish(id, 1, 'cancelled', {});
			const [again, retried] = await Promise.allSettled([
				stores.store.reposts.create(wanted(accountId, { videoId, again: true })),
				stores.other.reposts.retry(id),
			]);
			const isMade = again.status === 'fulfilled' && again.value.created;
			expect([isMade, retried.status]).toEqual(
				isMade ? [true, 'rejected'] : [false, 'fulfilled'],
			);
		}
	});

	it('returns the newest generation when it is asked for without `again`', async () => {
		const { id, accountId, videoId } = await newRepost(stores.store);
		await stores.store.reposts.finish(id, 1, 'failed', {});
		await stores.store.reposts.create(wanted(accountId, { videoId, again: true }));
		const plain = await stores.store.reposts.create(wanted(accountId, { videoId }));
		expect(plain).toMatchObject({ created: false, repost: { generation: 2 } });
	});
});
