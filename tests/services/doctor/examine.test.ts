import { chmodSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';

import { check } from '../../../lib/doctor/check';
import { control, violationsOf } from '../../sandbox/tiktok/sandboxControl';
import { newSync } from '../store/syncs/syncSamples';
import { find, openDoctorBench, type DoctorBench } from './doctorBench';

let bench: DoctorBench;
beforeAll(async () => (bench = await openDoctorBench()));
afterAll(() => bench.close());

async function closedPort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	await once(server, 'close');
	if (typeof address !== 'object' || !address) throw new Error('No port.');
	return address.port;
}

describe('before any account is connected', () => {
	test('says so, with where to connect one', async () => {
		const checks = await bench.examine();
		expect(find(checks, 'accounts.connected')).toMatchObject({ result: 'warn' });
		expect(find(checks, 'accounts.connected').whatToDo).toContain(
			'http://localhost:3000/accounts',
		);
	});

	test('every check has the documented shape and an id of its own', async () => {
		const checks = await bench.examine();
		for (const each of checks) expect(check.parse(each)).toEqual(each);
		const ids = checks.map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		expect(checks.filter(({ result }) => result === 'fail')).toEqual([]);
	});
});

describe('TikTok', () => {
	test('accepts the keys, and nothing is spent by asking', async () => {
		const checks = await bench.examine();
		expect(find(checks, 'tiktok.reachable')).toMatchObject({ result: 'ok' });
		expect(find(checks, 'tiktok.keys')).toMatchObject({ result: 'ok' });
		expect(await violationsOf(bench.standIn)).toEqual([]);
	});

	test('refuses a wrong secret: the API is ✓ and the keys are ✗, and the secret is not shown', async () => {
		const secret = 'Wr0ng5ecretWr0ng5ecretWr0ng5ecr';
		const checks = await bench.examine({ TIKTOK_CLIENT_SECRET: secret });
		expect(find(checks, 'tiktok.reachable').result).toBe('ok');
		expect(find(checks, 'tiktok.keys')).toMatchObject({ result: 'fail' });
		expect(find(checks, 'tiktok.keys').whatToDo).toContain('developers.tiktok.com');
		expect(JSON.stringify(checks)).not.toContain(secret);
	});

	test('that does not answer is ✗, and the keys stay unknown', async () => {
		const origin = `http://127.0.0.1:${await closedPort()}`;
		const checks = await bench.examine({ TIKTOK_API_URL: origin });
		expect(find(checks, 'tiktok.reachable')).toMatchObject({ result: 'fail' });
		expect(find(checks, 'tiktok.reachable').detail).toContain(origin);
		expect(find(checks, 'tiktok.keys').result).toBe('warn');
	});

	test('with trouble of its own is a !, not a ✗', async () => {
		await control(bench.standIn, 'faults', {
			...{ kind: 'status', endpoint: 'oauth/token', httpStatus: 503 },
		});
		const checks = await bench.examine();
		expect(find(checks, 'tiktok.reachable').result).toBe('warn');
		expect(find(checks, 'tiktok.keys').result).toBe('warn');
	});

	test('that sends something else than TikTok does leaves the keys unknown', async () => {
		await control(bench.standIn, 'faults', {
			...{ kind: 'status', endpoint: 'oauth/token', httpStatus: 404, body: '<html>' },
		});
		const checks = await bench.examine();
		expect(find(checks, 'tiktok.keys').result).toBe('warn');
	});
});

describe('an account', () => {
	test('with a working token is ✓, and looking does not refresh it', async () => {
		const { id } = await bench.account('fresh_creator');
		const before = await bench.store.grants.facts(id);
		await bench.examine();
		const checks = await bench.examine();
		expect(find(checks, `accounts.${id}.token`)).toMatchObject({ result: 'ok' });
		expect(find(checks, `accounts.${id}.scopes`)).toMatchObject({ result: 'ok' });
		expect((await bench.store.grants.facts(id))?.version).toBe(before?.version);
	});

	test('whose token has run out is refreshed, once', async () => {
		const { id } = await bench.account('expired_creator', undefined, -1000);
		const checks = await bench.examine();
		expect(find(checks, `accounts.${id}.token`)).toMatchObject({ result: 'ok' });
		expect(find(checks, `accounts.${id}.token`).detail).toContain('just refreshed');
		expect((await bench.store.grants.facts(id))?.version).toBe(2);
	});

	test('whose token TikTok ended early is refreshed too', async () => {
		const { id } = await bench.account('early_creator');
		await control(bench.standIn, 'expire-tokens', { username: 'early_creator' });
		const checks = await bench.examine();
		expect(find(checks, `accounts.${id}.token`).detail).toContain('just refreshed');
	});

	test('that removed the app at TikTok is ✗ with where to connect again', async () => {
		const { id } = await bench.account('gone_creator');
		await control(bench.standIn, 'revoke', { username: 'gone_creator' });
		for (const run of ['first', 'second']) {
			const found = find(await bench.examine(), `accounts.${id}.token`);
			expect([run, found.result]).toEqual([run, 'fail']);
			expect(found.whatToDo).toContain('/accounts');
		}
		expect((await bench.store.accounts.get(id))?.status).toBe('reconnect');
	});

	test('that unticked direct posting is a ! that says what is lost', async () => {
		const { id } = await bench.account('inbox_creator', 'user.info.basic,video.upload');
		const found = find(await bench.examine(), `accounts.${id}.scopes`);
		expect(found.result).toBe('warn');
		expect(found.detail).toContain('video.publish');
		expect(found.whatToDo).toContain('Connect the account again');
	});

	test('that unticked both ways of posting is ✗', async () => {
		const { id } = await bench.account('mute_creator', 'user.info.basic');
		expect(find(await bench.examine(), `accounts.${id}.scopes`).result).toBe('fail');
	});

	test('that is limited by TikTok right now is a !, since its token was taken', async () => {
		const { id } = await bench.account('limited_creator', 'video.publish');
		await control(bench.standIn, 'faults', {
			...{ kind: 'status', endpoint: 'creator_info', httpStatus: 200, times: 20 },
			code: 'spam_risk_too_many_posts',
		});
		const found = find(await bench.examine(), `accounts.${id}.token`);
		await fetch(`${bench.standIn.origin}/sandbox/faults`, { method: 'DELETE' });
		expect(found.result).toBe('warn');
	});

	test('that was disconnected is not examined', async () => {
		const { id } = await bench.account('left_creator');
		await bench.store.accounts.setStatus(id, 'disconnected');
		const checks = await bench.examine();
		expect(checks.filter((each) => each.id.includes(id) && each.group === 'accounts')).toEqual(
			[],
		);
	});
});

describe('what is around', () => {
	test('calls are listed by endpoint and account, with TikTok’s limit beside them', async () => {
		const { id } = await bench.account('counted_creator');
		const before = await bench.examine();
		const { title, detail } = find(before, `limits.tiktok.creator_info.${id}`);
		expect(title).toBe('TikTok creator_info, @counted_creator');
		expect(detail).toBe('1 today, 1 of 20 in the last minute.');
		const { standIn } = bench;
		expect(find(before, `limits.tiktok.oauth/token.${standIn.clientKey}`).title).toContain(
			'the app',
		);
		expect(JSON.stringify(before)).not.toContain(standIn.clientSecret);
	});

	test('a Temporal that is away is ✗, a store that answers is ✓', async () => {
		const checks = await bench.examine({}, true);
		expect(find(checks, 'temporal.server')).toMatchObject({
			result: 'fail',
			detail: 'Temporal does not answer: wait.',
		});
		expect(find(checks, 'store.answers').result).toBe('ok');
		expect(find(checks, 'machine.disk').group).toBe('machine');
	});

	test('a DATA_DIR that other users may look into is a !', async () => {
		const modeOf = async (mode: number) => {
			chmodSync(bench.dataDir, mode);
			return find(await bench.examine(), 'machine.dataDir');
		};
		expect((await modeOf(0o700)).result).toBe('ok');
		expect(await modeOf(0o755)).toMatchObject({
			...{ result: 'warn', whatToDo: `Close it: chmod 700 ${bench.dataDir}` },
		});
	});

	test('a redirect to another port than the one listened on is a !', async () => {
		const found = find(await bench.examine({ PORT: '3001' }), 'settings.redirect');
		expect(found.result).toBe('warn');
		expect(found.whatToDo).toContain('PORT=3000');
	});

	test('plain http on this machine is explained as TikTok’s Desktop platform, https as Web', async () => {
		const desktop = find(await bench.examine(), 'settings.redirect');
		expect(desktop).toMatchObject({ result: 'ok' });
		expect(desktop.detail).toContain('platform Desktop');
		const web = await bench.examine({
			TIKTOK_REDIRECT_URI: 'https://14ms.example.com/api/tiktok/callback',
		});
		expect(find(web, 'settings.redirect').detail).toContain('platform Web');
	});

	test('a stand-in is named as one', async () => {
		expect(find(await bench.examine(), 'tiktok.tier').detail).toContain(bench.standIn.origin);
	});

	test('a sync that fails is a ! with its channel and its error, one that is paused is not', async () => {
		const { syncs } = bench.store;
		const [failing, paused, well] = [
			await newSync(bench.store),
			await newSync(bench.store, { isPaused: true }),
			await newSync(bench.store),
		];
		const error = { code: 'sync_look_failed', message: 'No source answered.' };
		for (const { id } of [failing, paused]) await syncs.setError(id, error);
		const of = (await bench.examine()).filter(({ group }) => group === 'syncs');
		expect(of).toMatchObject([
			{ id: `syncs.${failing.id}`, result: 'warn', title: '@ana', detail: error.message },
			{ id: 'syncs.all', result: 'ok', detail: '2 others followed, without an error.' },
		]);
		for (const { id } of [failing, paused, well]) await syncs.end(id);
		const after = await bench.examine();
		expect(after.filter(({ group }) => group === 'syncs')).toEqual([]);
	});
});
