import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Problem } from '../../../lib/errors';
import { createSealer } from '../../../services/createSealer';
import { rotateKeys } from '../../../services/keys/rotateKeys';
import { loadOrMakeSecrets, newSecretKey } from '../../../services/secretFiles';
import { openStore } from '../../../services/store/openStore';
import type { Store } from '../../../services/store/store';
import { putStore } from '../../support/newDataDir';
import { grant, newAccount, person } from '../store/samples';

let dataDir: string;
beforeEach(() => {
	dataDir = mkdtempSync(join(tmpdir(), '14ms-keys-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const here = () => ({ dataDir, databaseUrl: null, secretKeys: null });
const ringText = () => readFileSync(join(dataDir, 'secret-keys'), 'utf8').trim();
const ring = () => loadOrMakeSecrets(dataDir, { secretKeys: null, operatorToken: '' }).secretKeys;

async function withStore<T>(keys: Uint8Array[], use: (store: Store) => Promise<T>): Promise<T> {
	const store = await openStore({ dataDir, databaseUrl: null, sealer: createSealer(keys) });
	try {
		return await use(store);
	} finally {
		await store.close();
	}
}

/** A store with one connected account, as a first start leaves it. */
async function aStore(keys = ring()): Promise<{ id: string; refreshToken: string }> {
	await putStore(dataDir);
	const wanted = grant();
	const { id } = await withStore(keys, async (store) => {
		await newAccount(store);
		return (await store.accounts.connect(person(), wanted)).account;
	});
	return { id, refreshToken: wanted.refreshToken };
}

async function tokenOf(id: string, keys: Uint8Array[]): Promise<string | undefined> {
	return withStore(keys, async (store) => (await store.grants.open(id))?.refreshToken);
}

function killedAfter(step: string): Promise<NodeJS.Signals | null> {
	const node = join(__dirname, '../../../node_modules/node/bin/node');
	const script = join(__dirname, 'rotateHere.ts');
	const child = spawn(node, ['--import', 'tsx', script, dataDir, step], {
		cwd: join(__dirname, '../../..'),
		stdio: 'ignore',
	});
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', (_code, signal) => resolve(signal));
	});
}

test('everything opens with the new key alone, and the old key is gone', async () => {
	const [old] = ring();
	const { id, refreshToken } = await aStore();
	const steps: string[] = [];
	const rotation = await rotateKeys({ settings: here(), onStep: (step) => steps.push(step) });
	expect(rotation).toEqual({ kind: 'rotated', sealed: 2 });
	expect(steps).toEqual(['newKeyAdded', 'sealedAnew', 'oldKeysDropped']);
	expect(ring()).toHaveLength(1);
	expect(ring()).not.toEqual([old]);
	expect(await tokenOf(id, ring())).toBe(refreshToken);
	expect(statSync(join(dataDir, 'secret-keys')).mode & 0o777).toBe(0o600);
	await expect(tokenOf(id, old ? [old] : [])).rejects.toMatchObject({
		code: 'wrong_secret_keys',
	});
});

test.each(['newKeyAdded', 'sealedAnew', 'oldKeysDropped'])(
	'killed (SIGKILL) after %s, everything still opens, and the next run finishes',
	async (step) => {
		const { id, refreshToken } = await aStore();
		expect(await killedAfter(step)).toBe('SIGKILL');
		expect(await tokenOf(id, ring())).toBe(refreshToken);
		await rotateKeys({ settings: here() });
		expect(ring()).toHaveLength(1);
		expect(await tokenOf(id, ring())).toBe(refreshToken);
	},
);

test('while 14ms runs it is refused, and the keys stay as they are', async () => {
	const keys = ring();
	await aStore();
	const before = ringText();
	await withStore(keys, async () => {
		const refused = rotateKeys({ settings: here() });
		await expect(refused).rejects.toThrow(Problem);
		await expect(refused).rejects.toThrow(/stop `npx 14ms up`/);
	});
	expect(ringText()).toBe(before);
});

test('when sealing fails the old keys are kept', async () => {
	const keys = ring();
	await aStore();
	// The ring of another installation: it cannot open what is stored.
	rmSync(join(dataDir, 'secret-keys'));
	const [foreign] = ring();
	await expect(rotateKeys({ settings: here() })).rejects.toMatchObject({
		code: 'wrong_secret_keys',
	});
	expect(ring().slice(-1)).toEqual([foreign]);
	expect(keys).toHaveLength(1);
});

test('with SECRET_KEYS everything is sealed with the first of them, and no file is made', async () => {
	const [first, second] = [newSecretKey(), newSecretKey()];
	const { id, refreshToken } = await aStore([second]);
	const settings = { ...here(), secretKeys: [first, second] };
	expect(await rotateKeys({ settings })).toEqual({ kind: 'ownRing', sealed: 2, keyCount: 2 });
	expect(await tokenOf(id, [first])).toBe(refreshToken);
	expect(existsSync(join(dataDir, 'secret-keys'))).toBe(false);
});

test('before the first start there is nothing to rotate, and nothing is made', async () => {
	expect(await rotateKeys({ settings: here() })).toEqual({ kind: 'noKeys' });
	expect(existsSync(join(dataDir, 'secret-keys'))).toBe(false);
});
