import { randomUUID } from 'node:crypto';
import { postSettings } from '../../../../lib/posting/request';
import { onBothEngines } from '../../../support/onBothEngines';

onBothEngines('what the OAuth2 server keeps', (stores) => {
	const save = (id: string, more: { grantId?: string; uid?: string } = {}, ttlSec = 60) =>
		stores.store.oauth.save('AccessToken', id, { payload: { scope: 'x' }, ...more }, ttlSec);

	test('a record is found by what its holder shows, by every process, until it expires', async () => {
		const id = randomUUID();
		await save(id);
		expect(await stores.other.oauth.find('AccessToken', id)).toMatchObject({
			payload: { scope: 'x' },
			consumedAt: null,
		});
		expect(await stores.store.oauth.find('RefreshToken', id)).toBeNull();
		const expired = randomUUID();
		await save(expired, {}, -1);
		expect(await stores.store.oauth.find('AccessToken', expired)).toBeNull();
	});

	test('consuming notes the first use only', async () => {
		const id = randomUUID();
		await save(id);
		await stores.store.oauth.consume('AccessToken', id);
		const first = await stores.store.oauth.find('AccessToken', id);
		await stores.other.oauth.consume('AccessToken', id);
		const second = await stores.store.oauth.find('AccessToken', id);
		expect(first?.consumedAt).not.toBeNull();
		expect(second?.consumedAt).toEqual(first?.consumedAt);
	});

	test('a grant takes its records along, and no others', async () => {
		const [mine, other, grantId] = [randomUUID(), randomUUID(), randomUUID()];
		await save(mine, { grantId });
		await save(other, { grantId: randomUUID() });
		await stores.store.oauth.revokeGrant('AccessToken', grantId);
		expect(await stores.store.oauth.find('AccessToken', mine)).toBeNull();
		expect(await stores.store.oauth.find('AccessToken', other)).not.toBeNull();
	});

	test('a record is found by its uid', async () => {
		const uid = randomUUID();
		await save(randomUUID(), { uid });
		expect(await stores.store.oauth.findByUid('AccessToken', uid)).not.toBeNull();
		expect(await stores.store.oauth.findByUid('AccessToken', randomUUID())).toBeNull();
	});

	test('a pending connect is sealed, and becomes an account', async () => {
		const id = randomUUID();
		const { oauth } = stores.store;
		await oauth.keepPending(id, { token: 'act.secret' }, 60_000);
		expect(await oauth.pending(id)).toEqual({ value: { token: 'act.secret' } });
		expect(await oauth.accountOfSubject(id)).toBeNull();
		expect(await oauth.accountOfSubject('someAccount')).toBe('someAccount');
		const late = randomUUID();
		await oauth.keepPending(late, {}, -1);
		expect(await oauth.pending(late)).toBeNull();
	});

	test('many events at once are read by another process without a gap', async () => {
		const { accounts, reposts } = stores.store;
		const openId = randomUUID();
		const times = {
			accessExpiresAt: new Date(Date.now() + 1e6),
			refreshExpiresAt: new Date(Date.now() + 1e7),
		};
		const { account } = await accounts.connect(
			{
				clientKey: 'k',
				openId,
				unionId: null,
				username: null,
				displayName: 'A',
				avatarUrl: null,
			},
			{ clientKey: 'k', openId, accessToken: 'a', refreshToken: 'r', scopes: [], ...times },
		);
		const made = await Promise.all(
			Array.from({ length: 20 }, (_, n) =>
				(n % 2 ? stores.store : stores.other).reposts.create({
					...{
						accountId: account.id,
						videoId: `video${n}`,
						posting: 'inbox',
						again: false,
					},
					settings: postSettings.parse({}),
					ownContent: { statement: 'Mine.', by: 'test', at: '2026-11-23T00:00:00Z' },
				}),
			),
		);
		let after = await stores.store.events.latest();
		const writing = Promise.all(
			made.map(({ repost: { id } }, n) =>
				(n % 2 ? stores.store : stores.other).reposts.finish(id, 1, 'delivered', {}),
			),
		);
		const seen: number[] = [];
		while (seen.length < made.length) {
			const { events, upTo } = await stores.other.events.since({
				...{ after, types: ['repost.delivered'], accountId: account.id, limit: 3 },
			});
			seen.push(...events.map(({ id }) => id));
			after = upTo;
		}
		await writing;
		expect(new Set(seen).size).toBe(made.length);
		expect(seen).toEqual([...seen].sort((a, b) => a - b));
		expect(await reposts.open(account.id)).toEqual([]);
	});
});
