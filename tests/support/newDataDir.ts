import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { migrateStore } from '../../services/store/migrateStore';
import { openPglite } from '../../services/store/openPglite';

const root = path.resolve(__dirname, '../..');

/** A temporary DATA_DIR with a store in it. Remove it with `fs.rmSync`. */
export async function newDataDir(): Promise<string> {
	const dataDir = emptyDataDir();
	await putStore(dataDir);
	return dataDir;
}

/**
 * Makes the folder a DATA_DIR with an empty embedded store, copied from a template in `.cache/`: making one takes
 * seconds of CPU.
 */
export async function putStore(dataDir: string): Promise<void> {
	fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	fs.cpSync(await template(), path.join(dataDir, 'store'), {
		recursive: true,
		mode: fs.constants.COPYFILE_FICLONE,
	});
}

export function emptyDataDir(): string {
	return fs.mkdtempSync(path.join(os.tmpdir(), '14ms-data-'));
}

/** Made once for each version of PGlite and of the migrations. */
async function template(): Promise<string> {
	const dir = path.join(root, '.cache', `test-store-${versionHash()}`);
	if (fs.existsSync(dir)) return dir;
	fs.mkdirSync(path.dirname(dir), { recursive: true });
	const draft = fs.mkdtempSync(`${dir}.`);
	try {
		const engine = await openPglite(path.join(draft, 'store'));
		await migrateStore(engine, { migrate: true });
		await engine.close();
		fs.renameSync(path.join(draft, 'store'), dir);
	} catch (error) {
		// Another test process may have been faster.
		if (!fs.existsSync(dir)) throw error;
	} finally {
		fs.rmSync(draft, { recursive: true, force: true });
	}
	return dir;
}

function versionHash(): string {
	const hash = createHash('sha256');
	const migrations = path.join(root, 'services/store/migrations');
	for (const name of fs.readdirSync(migrations).sort()) {
		if (name.endsWith('.sql')) hash.update(fs.readFileSync(path.join(migrations, name)));
	}
	hash.update(fs.readFileSync(path.join(root, 'node_modules/@electric-sql/pglite/package.json')));
	return hash.digest('hex').slice(0, 12);
}
