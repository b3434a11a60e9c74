import { postSettings } from '../../../../lib/posting/request';
import { onBothEngines } from '../../../support/onBothEngines';
import { media, newRepost, story, upload, wanted } from '../samples';

onBothEngines('decisions', (stores) => {
	const approval = (settings = {}) => ({
		settings: postSettings.parse(settings),
		...{ sha256: media.sha256, at: '2026-11-23T12:00:00.000Z' },
	});

	const awaiting = async () => {
		const repost = await newRepost(stores.store);
		await stores.store.reposts.enter(repost.id, 1, 'awaitingReview');
		return repost;
	};

	/** Init recorded, last chunk under way. */
	const committed = async () => {
		const repost = await newRepost(stores.store);
		await stores.store.uploads.replace(repost.id, 0, upload());
		expect(await stores.store.reposts.commit(repost.id, 1, 'v_pub.1')).toBe(true);
		return repost;
	};

	it('takes an approval while the row waits for it, and the last word counts', async () => {
		const { id } = await awaiting();
		await stores.store.reposts.approve(id, approval({ caption: 'one' }));
		const approved = await stores.store.reposts.approve(id, approval({ caption: 'two' }));
		expect(approved.approval).toEqual(approval({ caption: 'two' }));
	});

	it('takes an approval of a review that had expired', async () => {
		const { id } = await awaiting();
		await stores.store.reposts.enter(id, 1, 'needsAttention', {
			error: { code: 'review_expired', message: 'Nobody looked.' },
		});
		expect((await stores.store.reposts.approve(id, approval())).approval).toEqual(approval());
	});

	it.each([
		['still being downloaded', 'downloading', undefined],
		[
			'in need of a new connection',
			'needsAttention',
			{ code: 'reconnect_needed', message: '' },
		],
	] as const)('refuses an approval of a row that is %s', async (_words, state, error) => {
		const { id } = await newRepost(stores.store);
		await stores.store.reposts.enter(id, 1, state, { error });
		await expect(stores.store.reposts.approve(id, approval())).rejects.toMatchObject({
			code: 'not_awaiting_review',
		});
	});

	it('refuses an approval after a cancel', async () => {
		const { id } = await awaiting();
		await stores.store.reposts.requestCancel(id);
		await expect(stores.store.reposts.approve(id, approval())).rejects.toMatchObject({
			...{ code: 'not_awaiting_review', message: 'This repost is being cancelled.' },
		});
	});

	it('notes a cancel once, however often it is asked for', async () => {
		const { id } = await newRepost(stores.store);
		const first = await stores.store.reposts.requestCancel(id);
		const second = await stores.store.reposts.requestCancel(id);
		expect(first.cancelRequestedAt).toBeInstanceOf(Date);
		expect(second).toEqual(first);
		expect(await story(stores.store, id)).toEqual(['created', 'cancelRequested']);
	});

	it('refuses to cancel what is over', async () => {
		const { id } = await newRepost(stores.store);
		await stores.store.reposts.finish(id, 1, 'published', {});
		await expect(stores.store.reposts.requestCancel(id)).rejects.toMatchObject({
			...{ code: 'not_cancellable', message: 'This repost is over: it is published.' },
		});
	});

	it('refuses to cancel after the point of no return', async () => {
		const { id } = await committed();
		await expect(stores.store.reposts.requestCancel(id)).rejects.toMatchObject({
			...{ code: 'posting_uncertain', status: 409 },
		});
	});

	it('lets a transfer that is run again pass the point of no return again', async () => {
		const { id } = await committed();
		expect(await stores.store.reposts.commit(id, 1, 'v_pub.1')).toBe(true);
		expect(await story(stores.store, id)).toEqual(['created', 'upload', 'committed']);
	});

	it('does not commit for an old attempt, after a cancel, or when the row is over', async () => {
		const { id } = await newRepost(stores.store);
		await stores.store.uploads.replace(id, 0, upload());
		expect(await stores.store.reposts.commit(id, 2, 'v_pub.1')).toBe(false);
		await stores.store.reposts.requestCancel(id);
		expect(await stores.store.reposts.commit(id, 1, 'v_pub.1')).toBe(false);
		await stores.store.reposts.finish(id, 1, 'cancelled', {});
		expect(await stores.store.reposts.commit(id, 1, 'v_pub.1')).toBe(false);
	});

	it('does not commit for an upload that was replaced', async () => {
		const { id } = await newRepost(stores.store);
		await stores.store.uploads.replace(id, 0, upload());
		await stores.store.uploads.replace(id, 1, upload({ publishId: 'v_pub.2' }));
		expect(await stores.store.reposts.commit(id, 1, 'v_pub.1')).toBe(false);
		expect(await stores.store.reposts.commit(id, 1, 'v_pub.2')).toBe(true);
		expect(await stores.store.reposts.commit(id, 1, 'v_pub.1')).toBe(false);
	});

	it('gives exactly one winner when a cancel and the last chunk race', async () => {
		for (let round = 0; round < 10; round++) {
			const { id } = await newRepost(stores.store);
			await stores.store.uploads.replace(id, 0, upload());
			const [isCommitted, isCancelled] = await Promise.all([
				stores.store.reposts.commit(id, 1, 'v_pub.1'),
				stores.other.reposts.requestCancel(id).then(
					() => true,
					() => false,
				),
			]);
			expect([isCommitted, isCancelled].filter(Boolean)).toHaveLength(1);
			const row = await stores.store.reposts.get(id);
			expect(row?.committedAt !== null).toBe(isCommitted);
			expect(row?.cancelRequestedAt !== null).toBe(isCancelled);
		}
	});

	it('takes the commit back only for the publish_id that TikTok spoke of', async () => {
		const { id } = await committed();
		await stores.store.reposts.uncommit(id, 1, 'v_pub.other', 1);
		expect((await stores.store.reposts.get(id))?.committedAt).not.toBeNull();
		await stores.store.reposts.uncommit(id, 1, 'v_pub.1', 1);
		expect((await stores.store.reposts.get(id))?.committedAt).toBeNull();
		expect((await stores.store.reposts.requestCancel(id)).cancelRequestedAt).not.toBeNull();
	});

	it('takes the commit back only for the upload that was judged, even under the same publish_id', async () => {
		const { id } = await newRepost(stores.store);
		await stores.store.uploads.replace(id, 0, upload());
		await stores.store.uploads.replace(id, 1, upload());
		await stores.store.reposts.commit(id, 1, 'v_pub.1');
		await stores.store.reposts.uncommit(id, 1, 'v_pub.1', 1);
		expect((await stores.store.reposts.get(id))?.committedAt).not.toBeNull();
		await stores.store.reposts.uncommit(id, 1, 'v_pub.1', 2);
		expect((await stores.store.reposts.get(id))?.committedAt).toBeNull();
	});

	it('starts a retry from the beginning under the next attempt', async () => {
		const { id } = await awaiting();
		const { reposts } = stores.store;
		await reposts.markStarted(id, 1);
		await reposts.saveMedia(id, 1, media);
		await reposts.approve(id, approval());
		await reposts.finish(id, 1, 'failed', { error: { code: 'internal', message: 'x' } });

		const retried = await reposts.retry(id);

		expect(retried).toMatchObject({
			...{ attempt: 2, state: 'resolving', error: null, approval: null, media: null },
			...{ startedAt: null, finishedAt: null, cancelRequestedAt: null, publishId: null },
		});
		expect((await reposts.unstarted(0)).map((row) => row.id)).toContain(id);
	});

	it('retries once when two people ask at the same time', async () => {
		const { id } = await newRepost(stores.store);
		await stores.store.reposts.finish(id, 1, 'cancelled', {});
		const asked = await Promise.allSettled([
			stores.store.reposts.retry(id),
			stores.other.reposts.retry(id),
		]);
		expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect(await stores.store.reposts.get(id)).toMatchObject({ attempt: 2 });
	});

	it('retries the newest only of those that were asked for again', async () => {
		const { reposts } = stores.store;
		const { id, accountId, videoId } = await newRepost(stores.store);
		await reposts.finish(id, 1, 'cancelled', {});
		await reposts.create(wanted(accountId, { videoId, again: true }));
		await reposts.finish(`${id}.2`, 1, 'failed', {});
		const retrying = reposts.retry(id);
		await expect(retrying).rejects.toMatchObject({ code: 'not_retryable' });
		await expect(retrying).rejects.toThrow(`see ${id}.2`);
		expect(await reposts.retry(`${id}.2`)).toMatchObject({ attempt: 2 });
	});

	it('refuses a retry while the post may be out there', async () => {
		const { id } = await committed();
		await stores.store.reposts.finish(id, 1, 'failed', {});
		await expect(stores.store.reposts.retry(id)).rejects.toMatchObject({
			code: 'posting_uncertain',
		});
		// TikTok's late word that it failed makes it safe.
		await stores.store.reposts.uncommit(id, 1, 'v_pub.1', 1);
		expect(await stores.store.reposts.retry(id)).toMatchObject({ attempt: 2 });
	});

	it.each([
		['published', 'again: true'],
		['delivered', 'again: true'],
	] as const)('refuses a retry of a row that is %s and says what to do', async (state, words) => {
		const { id } = await newRepost(stores.store);
		await stores.store.reposts.finish(id, 1, state, {});
		const retrying = stores.store.reposts.retry(id);
		await expect(retrying).rejects.toMatchObject({ code: 'not_retryable' });
		await expect(retrying).rejects.toThrow(words);
	});

	it.each([
		['downloading', 'still running: it is being downloaded'],
		['needsAttention', 'goes on by itself once you have acted: Connect again.'],
	] as const)('refuses a retry of a row that is %s', async (state, words) => {
		const { id } = await newRepost(stores.store);
		await stores.store.reposts.enter(id, 1, state, { nextStep: 'Connect again.' });
		const retrying = stores.store.reposts.retry(id);
		await expect(retrying).rejects.toMatchObject({ code: 'not_retryable' });
		await expect(retrying).rejects.toThrow(words);
	});

	it.each(['approve', 'requestCancel', 'retry'] as const)(
		'answers not_found to %s of a repost that is not there',
		async (what) => {
			const deciding = stores.store.reposts[what]('nobody.nothing', approval());
			await expect(deciding).rejects.toMatchObject({ code: 'not_found' });
		},
	);
});
