import { onBothEngines } from '../../../support/onBothEngines';
import { media, newRepost, story, video } from '../samples';

onBothEngines('what a workflow writes', (stores) => {
	it('tells the whole story of a repost in order', async () => {
		const { id } = await newRepost(stores.store);
		const { reposts } = stores.store;
		await reposts.markStarted(id, 1);
		await reposts.saveVideo(id, 1, video);
		await reposts.enter(id, 1, 'downloading');
		await reposts.saveMedia(id, 1, media);
		await reposts.note(id, 'repost.resumed', { atByte: 7 });
		await reposts.finish(id, 1, 'published', {
			postId: '7000000000000000001',
			url: 'https://x',
		});

		expect(await story(stores.store, id)).toEqual([
			...['created', 'started', 'video', 'state downloading', 'media', 'resumed'],
			'state published',
		]);
		const row = await reposts.get(id);
		expect(row).toMatchObject({
			video,
			media,
			postId: '7000000000000000001',
			url: 'https://x',
		});
		expect(row?.finishedAt).toBeInstanceOf(Date);
	});

	it('leaves no second event when an activity repeats what it wrote', async () => {
		const { id } = await newRepost(stores.store);
		const { reposts } = stores.store;
		for (let run = 0; run < 2; run++) {
			await reposts.markStarted(id, 1);
			await reposts.saveVideo(id, 1, video);
			expect(await reposts.enter(id, 1, 'preparing')).toBe(true);
			await reposts.saveMedia(id, 1, media);
			await reposts.savePostId(id, '1', 'https://x');
		}
		await reposts.finish(id, 1, 'delivered', { nextStep: 'Open TikTok.' });
		await reposts.finish(id, 1, 'delivered', { nextStep: 'Open TikTok.' });
		expect(await story(stores.store, id)).toEqual([
			...['created', 'started', 'video', 'state preparing', 'media', 'postId'],
			'state delivered',
		]);
	});

	it('clears the next step, the error and the bytes of the state before', async () => {
		const { id } = await newRepost(stores.store);
		const { reposts } = stores.store;
		const error = { code: 'reconnect_needed', message: 'Connect again.' };
		await reposts.enter(id, 1, 'needsAttention', { nextStep: 'Connect again.', error });
		await reposts.progress(id, 5, 10);
		expect(await reposts.get(id)).toMatchObject({ error, doneBytes: 5, totalBytes: 10 });

		await reposts.enter(id, 1, 'uploading');

		expect(await reposts.get(id)).toMatchObject({
			...{ nextStep: null, error: null, doneBytes: null, totalBytes: null },
		});
	});

	it('keeps the bytes when the same state is entered again', async () => {
		const { id } = await newRepost(stores.store);
		await stores.store.reposts.enter(id, 1, 'uploading');
		await stores.store.reposts.progress(id, 3_000_000_000, null);
		await stores.store.reposts.enter(id, 1, 'uploading');
		expect(await stores.store.reposts.get(id)).toMatchObject({ doneBytes: 3_000_000_000 });
	});

	it('takes nothing from an attempt that is not the present one', async () => {
		const { id } = await newRepost(stores.store);
		const { reposts } = stores.store;
		await reposts.finish(id, 1, 'failed', {});
		await reposts.retry(id);

		expect(await reposts.enter(id, 1, 'uploading')).toBe(false);
		await reposts.saveMedia(id, 1, media);
		await reposts.saveVideo(id, 1, video);
		await reposts.markStarted(id, 1);
		await reposts.finish(id, 1, 'published', {});

		expect(await reposts.get(id)).toMatchObject({
			...{ attempt: 2, state: 'resolving', media: null, video: null, startedAt: null },
		});
	});

	it('changes nothing once the row is final', async () => {
		const { id } = await newRepost(stores.store);
		const { reposts } = stores.store;
		await reposts.finish(id, 1, 'cancelled', {});
		const before = await reposts.get(id);

		expect(await reposts.enter(id, 1, 'uploading')).toBe(false);
		await reposts.progress(id, 1, 2);
		await reposts.finish(id, 1, 'published', { postId: '1' });

		expect(await reposts.get(id)).toEqual(before);
	});

	it('keeps a link that is known when only the post id comes later', async () => {
		const { id } = await newRepost(stores.store);
		const { reposts } = stores.store;
		await reposts.finish(id, 1, 'published', { url: 'https://x' });
		await reposts.savePostId(id, '7000000000000000002', null);
		expect(await reposts.get(id)).toMatchObject({
			...{ postId: '7000000000000000002', url: 'https://x' },
		});
	});

	it('refuses a note about a repost that is not there', async () => {
		const noting = stores.store.reposts.note('nobody.nothing', 'repost.resumed', {});
		await expect(noting).rejects.toMatchObject({ code: 'not_found' });
	});
});
