import { onBothEngines } from '../../support/onBothEngines';
import { grant, person } from './samples';

onBothEngines('accounts', (stores) => {
	it('makes an account for a person it has not met, and keeps the tokens sealed', async () => {
		const who = person({ username: 'new.one', avatarUrl: 'https://cdn.example/a.jpg' });
		const tokens = grant({ openId: who.openId });

		const { account, outcome } = await stores.store.accounts.connect(who, tokens);

		expect(outcome).toBe('new');
		expect(account.id).toMatch(/^[a-z2-7]{10}$/);
		expect(account).toMatchObject({
			...{ username: 'new.one', status: 'connected', avatarUrl: 'https://cdn.example/a.jpg' },
		});
		expect(await stores.store.grants.open(account.id)).toEqual({ ...tokens, version: 1 });
		const facts = await stores.store.grants.facts(account.id);
		expect(facts).toMatchObject({ scopes: tokens.scopes, openId: who.openId });
		expect(JSON.stringify(facts)).not.toContain('act.');
		expect(facts).not.toHaveProperty('sealed');
	});

	it('knows a person again by open_id under the same client key, and replaces the grant', async () => {
		const who = person({ username: 'before' });
		const first = await stores.store.accounts.connect(who, grant());
		await stores.store.accounts.setStatus(first.account.id, 'reconnect');
		await stores.store.grants.takeLease(first.account.id, 'somebody', 1, 60_000);
		const tokens = grant();

		const again = await stores.store.accounts.connect({ ...who, username: null }, tokens);

		expect(again.outcome).toBe('reconnected');
		expect(again.account).toMatchObject({
			...{ id: first.account.id, status: 'connected', username: 'before' },
		});
		expect(await stores.store.grants.open(first.account.id)).toEqual({ ...tokens, version: 2 });
		expect(await stores.store.grants.facts(first.account.id)).toMatchObject({
			leaseOwner: null,
		});
	});

	it('takes a status for an older grant for none of the present one', async () => {
		const who = person();
		const { account } = await stores.store.accounts.connect(who, grant());
		await stores.store.accounts.connect(who, grant());
		const { accounts } = stores.store;
		expect(await accounts.setStatus(account.id, 'reconnect', 1)).toBe(false);
		expect((await accounts.get(account.id))?.status).toBe('connected');
		expect(await accounts.setStatus(account.id, 'reconnect', 2)).toBe(true);
		expect((await accounts.get(account.id))?.status).toBe('reconnect');
	});

	it('knows a person again by union_id under other client keys', async () => {
		const unionId = `union-${Math.random()}`;
		const first = await stores.store.accounts.connect(person({ unionId }), grant());
		const second = await stores.store.accounts.connect(
			person({ unionId, clientKey: 'key2' }),
			grant({ clientKey: 'key2' }),
		);
		expect(second.outcome).toBe('newKeys');
		expect(second.account.id).toBe(first.account.id);
	});

	it('learns a union_id that TikTok gives later', async () => {
		const who = person();
		const unionId = `union-${Math.random()}`;
		const { account } = await stores.store.accounts.connect(who, grant());
		await stores.store.accounts.connect({ ...who, unionId }, grant());
		expect(await stores.store.accounts.get(account.id)).toMatchObject({ unionId });
	});

	it('takes a person’s word for which account they are when TikTok gives no union_id', async () => {
		const known = await stores.store.accounts.connect(person(), grant());
		const under2 = person({ clientKey: 'key2' });

		const twins = await stores.store.accounts.possibleTwins(under2);
		expect(twins.map(({ id }) => id)).toContain(known.account.id);
		const { account, outcome } = await stores.store.accounts.connect(
			under2,
			grant({ clientKey: 'key2' }),
			known.account.id,
		);

		expect(outcome).toBe('newKeys');
		expect(account.id).toBe(known.account.id);
		// From now on the second open_id is this account's too.
		const later = await stores.store.accounts.connect(under2, grant());
		expect(later).toMatchObject({ outcome: 'reconnected', account: { id: account.id } });
	});

	it('asks about twins only when there is no union_id, and never about people known under the same key', async () => {
		const known = await stores.store.accounts.connect(person({ clientKey: 'key3' }), grant());
		const idsFor = async (who: ReturnType<typeof person>) =>
			(await stores.store.accounts.possibleTwins(who)).map(({ id }) => id);
		expect(await idsFor(person({ clientKey: 'key3' }))).not.toContain(known.account.id);
		expect(await idsFor(person({ clientKey: 'key4', unionId: 'u' }))).toEqual([]);
	});

	it('refuses an account that is not there as the twin', async () => {
		const connecting = stores.store.accounts.connect(person(), grant(), 'nobodyhere');
		await expect(connecting).rejects.toMatchObject({ code: 'unknown_account' });
	});

	it.each([null, `union-${Math.random()}`])(
		'makes one account when the same person (union_id %s) connects many times at once',
		async (unionId) => {
			const who = person({ unionId: unionId && `${unionId}-${stores.store.engine}` });
			const all = await Promise.all(
				Array.from({ length: 10 }, (_, i) =>
					(i % 2 ? stores.store : stores.other).accounts.connect(who, grant()),
				),
			);
			expect(new Set(all.map(({ account }) => account.id)).size).toBe(1);
			expect(all.filter(({ outcome }) => outcome === 'new')).toHaveLength(1);
		},
	);

	it('finds an account by id, username or display name', async () => {
		const { account } = await stores.store.accounts.connect(
			person({ username: 'Some.Name', displayName: 'Ünique Ana' }),
			grant(),
		);
		for (const name of [account.id, 'some.name', '@SOME.NAME', ' ünique ana ']) {
			expect(await stores.store.accounts.find(name)).toMatchObject({ id: account.id });
		}
	});

	it('renames what it is told to and leaves the rest', async () => {
		const { account } = await stores.store.accounts.connect(
			person({ username: 'old', displayName: 'Old' }),
			grant(),
		);
		await stores.store.accounts.rename(account.id, { username: 'new' });
		const renamed = await stores.store.accounts.get(account.id);
		expect(renamed).toMatchObject({ username: 'new', displayName: 'Old' });
	});
});
