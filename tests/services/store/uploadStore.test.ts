import { onBothEngines } from '../../support/onBothEngines';
import { newRepost, story, upload } from './samples';

onBothEngines('uploads', (stores) => {
	it('records an init, gives the URL back and notes the publish_id on the repost', async () => {
		const { id } = await newRepost(stores.store);
		expect(await stores.store.uploads.get(id)).toBeNull();
		const { uploadUrl, ...facts } = upload();
		expect(await stores.store.uploads.replace(id, 0, upload())).toBe(true);
		const row = await stores.store.uploads.get(id);
		expect(row).toMatchObject({
			uploadUrl,
			serial: 1,
			confirmedBytes: 0,
			publishId: 'v_pub.1',
		});
		expect(row?.sizeBytes).toBe(facts.sizeBytes);
		expect(row?.sealedUrl).not.toContain('token');
		expect((await stores.store.reposts.get(id))?.publishId).toBe('v_pub.1');
		expect(await story(stores.store, id)).toEqual(['created', 'upload']);
		const timeline = JSON.stringify(await stores.store.reposts.timeline(id));
		expect(timeline).not.toContain('https://upload');
	});

	it.each([0, 1])('records one of many inits made at once after serial %i', async (serial) => {
		const { id } = await newRepost(stores.store);
		if (serial) await stores.store.uploads.replace(id, 0, upload());
		const recorded = await Promise.all(
			Array.from({ length: 6 }, (_, i) =>
				(i % 2 ? stores.store : stores.other).uploads.replace(
					id,
					serial,
					upload({ publishId: `v_pub.race${i}` }),
				),
			),
		);
		expect(recorded.filter(Boolean)).toHaveLength(1);
		const winner = `v_pub.race${recorded.indexOf(true)}`;
		const row = await stores.store.uploads.get(id);
		expect(row).toMatchObject({ serial: serial + 1, publishId: winner });
		expect((await stores.store.reposts.get(id))?.publishId).toBe(winner);
	});

	it('forgets the lease and the bytes of the upload before', async () => {
		const { id } = await newRepost(stores.store);
		const { uploads } = stores.store;
		await uploads.replace(id, 0, upload());
		await uploads.takeLease(id, 1, 'old', 60_000);
		await uploads.renewLease(id, 1, 'old', 60_000, 5_000_000);
		await uploads.replace(id, 1, upload({ publishId: 'v_pub.2' }));
		expect(await uploads.get(id)).toMatchObject({
			serial: 2,
			confirmedBytes: 0,
			leaseOwner: null,
		});
		expect(await uploads.renewLease(id, 1, 'old', 60_000)).toBe(false);
		expect(await uploads.takeLease(id, 1, 'old', 60_000)).toBe(false);
	});

	it('records no init for an old attempt, a final row, or after the point of no return', async () => {
		const { id } = await newRepost(stores.store);
		const { uploads, reposts } = stores.store;
		expect(await uploads.replace(id, 0, upload({ attempt: 2 }))).toBe(false);
		expect(await uploads.replace(id, 0, upload())).toBe(true);
		await reposts.commit(id, 1, 'v_pub.1');
		expect(await uploads.replace(id, 1, upload({ publishId: 'v_pub.2' }))).toBe(false);
		await reposts.uncommit(id, 1, 'v_pub.1', 1);
		expect(await uploads.replace(id, 1, upload({ publishId: 'v_pub.2' }))).toBe(true);
		await reposts.finish(id, 1, 'failed', {});
		expect(await uploads.replace(id, 2, upload({ publishId: 'v_pub.3' }))).toBe(false);
		expect((await reposts.get(id))?.publishId).toBe('v_pub.2');
	});

	it('never swaps the upload under a transfer that passes the point of no return at that moment', async () => {
		for (let round = 0; round < 10; round++) {
			const { id } = await newRepost(stores.store);
			await stores.store.uploads.replace(id, 0, upload());
			const [, isReplaced] = await Promise.all([
				stores.store.reposts.commit(id, 1, 'v_pub.1'),
				stores.other.uploads.replace(id, 1, upload({ publishId: 'v_pub.2' })),
			]);
			const events = await stores.store.reposts.timeline(id);
			const committed = events.find(({ type }) => type === 'repost.committed');
			const row = await stores.store.reposts.get(id);
			expect(row?.publishId).toBe(isReplaced ? 'v_pub.2' : 'v_pub.1');
			// A commit for the upload that lost is refused: exactly one of the two happens.
			expect(committed?.data['publishId']).toBe(isReplaced ? undefined : 'v_pub.1');
		}
	});

	it('gives the right to send to one of two, until it lapses or is given back', async () => {
		const { id } = await newRepost(stores.store);
		const { uploads } = stores.store;
		await uploads.replace(id, 0, upload());
		const taken = await Promise.all([
			uploads.takeLease(id, 1, 'a', 60_000),
			stores.other.uploads.takeLease(id, 1, 'b', 60_000),
		]);
		expect(taken.filter(Boolean)).toHaveLength(1);
		const [winner, loser] = taken[0] ? ['a', 'b'] : ['b', 'a'];
		expect(await uploads.renewLease(id, 1, loser, 60_000)).toBe(false);
		expect(await uploads.renewLease(id, 1, winner, -1, 7)).toBe(true);
		expect((await uploads.get(id))?.confirmedBytes).toBe(7);
		expect(await uploads.takeLease(id, 1, loser, 60_000)).toBe(true);
		expect(await uploads.renewLease(id, 1, winner, 60_000)).toBe(false);
		await uploads.releaseLease(id, winner);
		expect(await uploads.takeLease(id, 1, winner, 60_000)).toBe(false);
		await uploads.releaseLease(id, loser);
		expect(await uploads.takeLease(id, 1, winner, 60_000)).toBe(true);
	});
});
