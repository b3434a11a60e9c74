import { randomUUID } from 'node:crypto';
import { onBothEngines } from '../../support/onBothEngines';

onBothEngines('web secrets', (stores) => {
	it('lets a code be used once, even by two at the same time', async () => {
		const code = randomUUID();
		await stores.store.webSecrets.put('signInCode', code, 60_000);
		expect(await stores.store.webSecrets.has('signInCode', code)).toBe(true);
		const redeemed = await Promise.all([
			stores.store.webSecrets.redeem('signInCode', code),
			stores.other.webSecrets.redeem('signInCode', code),
		]);
		expect(redeemed.filter((it) => it !== null)).toEqual([{ value: null }]);
		expect(await stores.store.webSecrets.has('signInCode', code)).toBe(false);
	});

	it('gives a connect state and what is bound to it only to its own session', async () => {
		const state = randomUUID();
		const sealedValue = { codeVerifier: 'v', next: '/accounts' };
		await stores.store.webSecrets.put('connectState', state, 60_000, {
			session: 's1',
			sealedValue,
		});
		expect(await stores.store.webSecrets.redeem('connectState', state)).toBeNull();
		expect(await stores.store.webSecrets.redeem('connectState', state, 's2')).toBeNull();
		expect(await stores.store.webSecrets.redeem('connectState', state, 's1')).toEqual({
			value: sealedValue,
		});
		expect(await stores.store.webSecrets.redeem('connectState', state, 's1')).toBeNull();
	});

	it('takes none that has expired', async () => {
		const secret = randomUUID();
		await stores.store.webSecrets.put('session', secret, -1);
		expect(await stores.store.webSecrets.has('session', secret)).toBe(false);
		expect(await stores.store.webSecrets.redeem('session', secret)).toBeNull();
	});

	it('never takes a code for a session', async () => {
		const secret = randomUUID();
		await stores.store.webSecrets.put('signInCode', secret, 60_000);
		expect(await stores.store.webSecrets.has('session', secret)).toBe(false);
	});
});
