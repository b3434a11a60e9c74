import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../../lib/errors';
import { createSealer } from '../createSealer';
import { loadOrMakeSecrets, newSecretKey, writeSecretKeys } from '../secretFiles';
import type { Settings } from '../settings';
import { lockDataDir, type DataDirLock } from '../store/lockDataDir';
import { openStore } from '../store/openStore';

/** `noKeys`: nothing was ever sealed here. `ownRing`: the keys are in SECRET_KEYS, which only a person can change. */
export type Rotation =
	| { kind: 'rotated'; sealed: number }
	| { kind: 'ownRing'; sealed: number; keyCount: number }
	| { kind: 'noKeys' };

export interface RotateKeysOptions {
	settings: Pick<Settings, 'dataDir' | 'databaseUrl' | 'secretKeys'>;
	/** Told after each step, when it is on the disk. */
	onStep?: (step: 'newKeyAdded' | 'sealedAnew' | 'oldKeysDropped') => void;
}

/**
 * Makes a new key and seals everything with it. At every moment the keys on the disk open everything that is stored:
 * first the new key is put before the old ones, then all is sealed anew and opened once with the new key alone, only
 * then are the old ones dropped. A run that was cut off leaves a longer ring, which the next run shortens.
 * Problems: data_dir_in_use while 14ms runs; those of openStore.
 */
export async function rotateKeys({ settings, onStep }: RotateKeysOptions): Promise<Rotation> {
	const { dataDir, databaseUrl, secretKeys } = settings;
	if (secretKeys === null && !existsSync(join(dataDir, 'secret-keys'))) return { kind: 'noKeys' };
	const lock = lockStopped(dataDir);
	try {
		const reseal = (keys: Uint8Array[]): Promise<number> =>
			sealAnew({ dataDir, databaseUrl, lock }, keys);
		if (secretKeys !== null) {
			const sealed = await reseal(secretKeys);
			return { kind: 'ownRing', sealed, keyCount: secretKeys.length };
		}
		const old = loadOrMakeSecrets(dataDir, { secretKeys: null, operatorToken: '' }).secretKeys;
		const key = newSecretKey();
		writeSecretKeys(dataDir, [key, ...old]);
		onStep?.('newKeyAdded');
		const sealed = await reseal([key, ...old]);
		onStep?.('sealedAnew');
		writeSecretKeys(dataDir, [key]);
		onStep?.('oldKeysDropped');
		return { kind: 'rotated', sealed };
	} finally {
		lock.release();
	}
}

function lockStopped(dataDir: string): DataDirLock {
	try {
		return lockDataDir(dataDir);
	} catch (error) {
		if (!(error instanceof Problem) || error.code !== 'data_dir_in_use') throw error;
		throw new Problem(
			'data_dir_in_use',
			`14ms is running in ${dataDir}, and keys can only be changed while it is stopped: stop \`npx 14ms up\`, then run this again.`,
		);
	}
}

/** Seals with the first key, and then opens every grant with that key alone. Answers how much was sealed. */
async function sealAnew(
	where: { dataDir: string; databaseUrl: string | null; lock: DataDirLock },
	keys: Uint8Array[],
): Promise<number> {
	const store = await openStore({ ...where, sealer: createSealer(keys) });
	let sealed: number;
	try {
		sealed = await store.grants.reseal();
	} finally {
		await store.close();
	}
	const checked = await openStore({ ...where, sealer: createSealer(keys.slice(0, 1)) });
	try {
		for (const { id } of await checked.accounts.list()) await checked.grants.open(id);
		for (const { id } of await checked.reposts.open()) await checked.uploads.get(id);
	} finally {
		await checked.close();
	}
	return sealed;
}
