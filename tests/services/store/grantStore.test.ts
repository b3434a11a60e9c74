import { onBothEngines } from '../../support/onBothEngines';
import { grant, newAccount } from './samples';

onBothEngines('grants', (stores) => {
	it('gives the refresh lease to one of many who ask at once', async () => {
		const { id } = await newAccount(stores.store);
		const taken = await Promise.all(
			Array.from({ length: 10 }, (_, i) =>
				(i % 2 ? stores.store : stores.other).grants.takeLease(id, `p${i}`, 1, 60_000),
			),
		);
		expect(taken.filter(Boolean)).toHaveLength(1);
	});

	it('lets a lapsed lease be taken, and a live one only by its owner', async () => {
		const { id } = await newAccount(stores.store);
		const { grants } = stores.store;
		expect(await grants.takeLease(id, 'one', 1, -1)).toBe(true);
		expect(await grants.takeLease(id, 'two', 1, 60_000)).toBe(true);
		expect(await grants.takeLease(id, 'one', 1, 60_000)).toBe(false);
		expect(await grants.takeLease(id, 'two', 1, 60_000)).toBe(true);
		await grants.releaseLease(id, 'one');
		expect(await grants.takeLease(id, 'one', 1, 60_000)).toBe(false);
		await grants.releaseLease(id, 'two');
		expect(await grants.takeLease(id, 'one', 1, 60_000)).toBe(true);
	});

	it('gives no lease on a version that was refreshed meanwhile', async () => {
		const { id } = await newAccount(stores.store);
		await stores.store.grants.takeLease(id, 'one', 1, 60_000);
		await stores.store.grants.saveRefreshed(id, 'one', 1, grant());
		expect(await stores.store.grants.takeLease(id, 'two', 1, 60_000)).toBe(false);
		expect(await stores.store.grants.takeLease(id, 'two', 2, 60_000)).toBe(true);
	});

	it('saves a refreshed grant only for the holder of the lease, and frees it', async () => {
		const { id } = await newAccount(stores.store);
		const { grants } = stores.store;
		const fresh = grant({ scopes: ['video.publish'] });
		expect(await grants.saveRefreshed(id, 'nobody', 1, fresh)).toBe(false);
		await grants.takeLease(id, 'holder', 1, 60_000);
		expect(await grants.saveRefreshed(id, 'other', 1, fresh)).toBe(false);
		expect(await grants.saveRefreshed(id, 'holder', 7, fresh)).toBe(false);
		expect((await grants.open(id))?.version).toBe(1);

		expect(await grants.saveRefreshed(id, 'holder', 1, fresh)).toBe(true);

		expect(await grants.open(id)).toEqual({ ...fresh, version: 2 });
		expect(await grants.facts(id)).toMatchObject({ leaseOwner: null, leaseUntil: null });
	});

	it('saves for a holder whose lease has lapsed: TikTok has rotated, so this is the only grant that works', async () => {
		const { id } = await newAccount(stores.store);
		await stores.store.grants.takeLease(id, 'slow', 1, -1);
		expect(await stores.store.grants.saveRefreshed(id, 'slow', 1, grant())).toBe(true);
	});

	it('has nothing left of a grant that was removed', async () => {
		const { id } = await newAccount(stores.store);
		await stores.store.grants.remove(id);
		expect(await stores.store.grants.open(id)).toBeNull();
		expect(await stores.store.grants.facts(id)).toBeNull();
		expect(await stores.store.accounts.get(id)).not.toBeNull();
	});
});
