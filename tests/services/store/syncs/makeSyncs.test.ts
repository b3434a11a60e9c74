import { onBothEngines } from '../../../support/onBothEngines';
import { newAccount } from '../samples';
import { newChannel, newSync, rulesWith, wantedSync } from './syncSamples';

onBothEngines('making syncs', (stores) => {
	test('many who ask at once for the same get one', async () => {
		const { store, other } = stores;
		const wanted = await wantedSync(store);
		const made = await Promise.all(
			Array.from({ length: 8 }, (_, n) => (n % 2 ? store : other).syncs.create(wanted)),
		);
		expect(new Set(made.map(({ sync }) => sync.id)).size).toBe(1);
		expect(made.filter(({ created }) => created)).toHaveLength(1);
		expect(made[0]?.sync.id).toMatch(/^[a-z2-7]{10}$/);
	});

	test('another account, channel or action is another sync', async () => {
		const { store } = stores;
		const wanted = await wantedSync(store);
		const first = await store.syncs.create(wanted);
		const others = await Promise.all([
			store.syncs.create({ ...wanted, accountId: (await newAccount(store)).id }),
			store.syncs.create({ ...wanted, channelId: await newChannel(store) }),
			store.syncs.create({ ...wanted, action: 'announce' }),
		]);
		const ids = new Set([first, ...others].map(({ sync }) => sync.id));
		expect(ids.size).toBe(4);
	});

	test('what an account follows: all of it or of one channel, with the channels, nothing that has ended', async () => {
		const { store } = stores;
		const first = await newSync(store);
		const { accountId, channelId } = first;
		const announcing = await newSync(store, { accountId, channelId, action: 'announce' });
		const other = await newSync(store, { accountId });
		await store.syncs.end(
			(await newSync(store, { accountId, channelId: await newChannel(store) })).id,
		);
		await newSync(store, { channelId });
		const followed = async (...which: [string?]) =>
			(await store.syncs.followed(accountId, ...which))
				.map(({ sync, channel }) => [sync.id, channel.id])
				.sort();
		const ofChannel = [first, announcing].map(({ id }) => [id, channelId]);
		expect(await followed(channelId)).toEqual(ofChannel.sort());
		expect(await followed()).toEqual([...ofChannel, [other.id, other.channelId]].sort());
		expect(await followed(await newChannel(store))).toEqual([]);
	});

	test('one that is there keeps its settings', async () => {
		const { store } = stores;
		const wanted = await wantedSync(store);
		const { sync } = await store.syncs.create(wanted);
		const again = await store.syncs.create({ ...wanted, everyMinutes: 60 });
		expect(again).toEqual({ created: false, sync });
	});

	test('one that was ended is gone, and is taken up again with new settings and its old times', async () => {
		const { store } = stores;
		const wanted = await wantedSync(store);
		const { sync } = await store.syncs.create(wanted);
		await store.syncs.setError(sync.id, { code: 'internal', message: 'No.' }, true);
		await store.syncs.end(sync.id);
		expect(await store.syncs.get(sync.id)).toBeNull();
		const { items } = await store.syncs.list({ accountId: wanted.accountId, limit: 10 });
		expect(items).toEqual([]);
		await expect(store.syncs.pause(sync.id, null)).rejects.toMatchObject({
			code: 'not_found',
		});

		const rules = rulesWith({ includeWords: ['cat'] });
		const again = await store.syncs.create({ ...wanted, rules, everyMinutes: 60 });
		expect(again).toMatchObject({
			created: true,
			sync: { id: sync.id, everyMinutes: 60, endedAt: null, rules, error: null },
		});
		expect(again.sync.since).toEqual(sync.since);
		expect(again.sync.version).toBeGreaterThan(sync.version);
	});

	test('a lease is renewed by the same request, and ends what is not asked for', async () => {
		const { store } = stores;
		const leased = await wantedSync(store, { leaseMinutes: 5 });
		const { sync } = await store.syncs.create(leased);
		const longer = await store.syncs.create({ ...leased, leaseMinutes: 60 });
		expect(Number(longer.sync.leaseUntil) - Number(sync.leaseUntil)).toBeGreaterThan(3_000_000);
		// Somebody else wants it for less.
		const shorter = await store.syncs.create({ ...leased, leaseMinutes: 5 });
		expect(shorter.sync.leaseUntil).toEqual(longer.sync.leaseUntil);
		expect(await store.syncs.lapsed()).toEqual([]);
		const lapsed = await newSync(store, { leaseMinutes: -1 });
		expect((await store.syncs.lapsed()).map(({ id }) => id)).toEqual([lapsed.id]);
		await store.syncs.end(lapsed.id);
		expect(await store.syncs.lapsed()).toEqual([]);
	});

	test('what was asked for without a lease stays, and makes one that had one stay', async () => {
		const { store } = stores;
		const wanted = await wantedSync(store);
		await store.syncs.create(wanted);
		const again = await store.syncs.create({ ...wanted, leaseMinutes: 5 });
		expect(again.sync.leaseUntil).toBeNull();
		const leased = await wantedSync(store, { leaseMinutes: 5 });
		await store.syncs.create(leased);
		const kept = await store.syncs.create({ ...leased, leaseMinutes: null });
		expect(kept.sync).toMatchObject({ leaseUntil: null, leaseMinutes: null });
	});

	test('a channel keeps its code and whose it is when its names change', async () => {
		const { store } = stores;
		const id = await newChannel(store);
		const at = new Date().toISOString();
		const ownership = { kind: 'code', wording: 'W', by: 'B', at, checkedAt: at } as const;
		const before = await store.syncs.own(id, ownership);
		expect(before.verifyCode).toMatch(/^14ms-verify=[a-z2-7]{10}$/);
		const renamed = { channelId: id, handle: '@new', title: 'New', avatarUrl: 'https://a.b/' };
		const after = await store.syncs.keepChannel(renamed);
		expect(after).toMatchObject({ handle: '@new', ownership, verifyCode: before.verifyCode });
		expect(await store.syncs.channel(id)).toEqual(after);
		expect(await store.syncs.channel('UCnone')).toBeNull();
		expect((await store.syncs.own(id, null)).ownership).toBeNull();
	});

	test('the list comes in pages, newest first, each once', async () => {
		const { store } = stores;
		const { id: accountId } = await newAccount(store);
		const ids: string[] = [];
		for (let n = 0; n < 5; n++) ids.unshift((await newSync(store, { accountId })).id);
		const seen: string[] = [];
		let cursor: string | undefined;
		do {
			const filter = { accountId, limit: 2, ...(cursor ? { cursor } : {}) };
			const page = await store.syncs.list(filter);
			seen.push(...page.items.map(({ id }) => id));
			cursor = page.nextCursor ?? undefined;
		} while (cursor);
		expect([...seen].sort()).toEqual([...ids].sort());
		expect(seen).toHaveLength(5);
		await expect(store.syncs.list({ cursor: 'x', limit: 2 })).rejects.toMatchObject({
			code: 'bad_request',
		});
	});
});
