import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { createSealer } from '../../services/createSealer';
import { loadOrMakeSecrets } from '../../services/secretFiles';
import { openStore } from '../../services/store/openStore';
import { putStore } from '../support/newDataDir';
import { inFolder, run14ms } from './run14ms';

async function firstStart(dataDir: string) {
	await putStore(dataDir);
	const { secretKeys } = loadOrMakeSecrets(dataDir, { secretKeys: null, operatorToken: '' });
	return openStore({ dataDir, databaseUrl: null, sealer: createSealer(secretKeys) });
}

test('tells each step and never a key', () =>
	inFolder(async (cwd) => {
		const dataDir = join(cwd, '.14ms/sandbox');
		await (await firstStart(dataDir)).close();
		const file = join(dataDir, 'secret-keys');
		const before = (await readFile(file, 'utf8')).trim();
		const { exitCode, stdout, stderr } = await run14ms(['rotate-keys'], cwd);
		const after = (await readFile(file, 'utf8')).trim();
		expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
		expect(stdout).toContain('The old keys are gone.');
		expect(after).not.toBe(before);
		expect(after).not.toContain(',');
		expect(stdout).not.toContain(before);
		expect(stdout).not.toContain(after);
	}));

test('while 14ms runs it is refused in one sentence', () =>
	inFolder(async (cwd) => {
		const store = await firstStart(join(cwd, '.14ms/sandbox'));
		try {
			const { exitCode, stderr } = await run14ms(['rotate-keys'], cwd);
			expect(exitCode).toBe(2);
			expect(stderr).toMatch(/^14ms: 14ms is running in .*stop `npx 14ms up`.*\n$/);
		} finally {
			await store.close();
		}
	}));

test('with one key in SECRET_KEYS it explains how to put another before it, and prints no key into a pipe', () =>
	inFolder(async (cwd) => {
		const key = Buffer.alloc(32, 5).toString('base64');
		const { exitCode, stdout } = await run14ms(['rotate-keys'], cwd, { SECRET_KEYS: key });
		expect(exitCode).toBe(0);
		expect(stdout).toContain('SECRET_KEYS=<new key>,<the present key>');
		expect(stdout).toContain('openssl rand -base64 32');
		expect(stdout).not.toContain(key);
	}));

test('before the first start there is nothing to do, and nothing is made', () =>
	inFolder(async (cwd) => {
		const { exitCode, stdout } = await run14ms(['rotate-keys'], cwd);
		expect(exitCode).toBe(0);
		expect(stdout).toContain('made at the first start');
		expect(await readdir(cwd)).toEqual([]);
	}));
