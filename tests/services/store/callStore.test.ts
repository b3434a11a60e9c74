import { randomUUID } from 'node:crypto';
import { limitWindowMs } from '../../../lib/tiktok/limits';
import { onBothEngines } from '../../support/onBothEngines';

onBothEngines('calls', (stores) => {
	const key = () => ({
		provider: 'tiktok' as const,
		endpoint: 'video/init',
		accountId: randomUUID(),
	});

	it('lets exactly as many through as a minute allows, however many ask at once', async () => {
		const mine = key();
		const asked = await Promise.all(
			Array.from({ length: 12 }, (_, i) =>
				(i % 2 ? stores.store : stores.other).calls.take(mine, 6),
			),
		);
		expect(asked.filter(({ ok }) => ok)).toHaveLength(6);
		for (const answer of asked) {
			if (answer.ok) continue;
			expect(answer.retryAfterMs).toBeGreaterThan(limitWindowMs - 10_000);
			expect(answer.retryAfterMs).toBeLessThanOrEqual(limitWindowMs);
		}
	});

	it('counts each account and endpoint apart', async () => {
		const mine = key();
		expect(await stores.store.calls.take(mine, 1)).toEqual({ ok: true });
		expect(await stores.store.calls.take(mine, 1)).toMatchObject({ ok: false });
		expect(await stores.store.calls.take({ ...mine, endpoint: 'inbox' }, 1)).toEqual({
			ok: true,
		});
		expect(await stores.store.calls.take(key(), 1)).toEqual({ ok: true });
	});

	it('only counts where there is no limit', async () => {
		const mine = key();
		for (let i = 0; i < 3; i++) {
			expect(await stores.store.calls.take(mine, null)).toEqual({ ok: true });
		}
		const usage = await stores.store.calls.usage();
		const used = usage.find(({ accountId }) => accountId === mine.accountId);
		expect(used).toMatchObject({ ...mine, lastMinute: 3 });
		// At midnight (UTC) a call of this minute may be one of yesterday.
		expect(used?.today).toBeLessThanOrEqual(3);
	});

	it('keeps what is recent when it prunes', async () => {
		const mine = key();
		await stores.store.calls.take(mine, 1);
		await stores.store.calls.prune();
		expect(await stores.store.calls.take(mine, 1)).toMatchObject({ ok: false });
	});
});
