import fs from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { Problem } from '../../lib/errors';
import { DurableFs, durableParams, type Fsync } from './durableFs';
import type { Engine } from './engine';
import { factsOf } from './errorFacts';
import { fsyncPath, fsyncTree } from './fsyncPath';

/**
 * The embedded Postgres with its files in `dir`, durable as a server would be (durableFs.ts). The caller holds the
 * lock of the data folder. Problems: store_unavailable, data_dir_unusable.
 */
export async function openPglite(dir: string, fsync?: Fsync): Promise<Engine> {
	try {
		if (!fs.existsSync(path.join(dir, 'PG_VERSION'))) await makeCluster(dir);
		const client = await start(dir, fsync);
		return {
			kind: 'pglite',
			where: `PGlite in ${dir}`,
			db: drizzle({ client }),
			migrate: (migrationsFolder) => migrate(drizzle({ client }), { migrationsFolder }),
			async tidy() {
				await client.exec('vacuum');
				await client.exec('checkpoint');
			},
			close: () => client.close(),
		};
	} catch (error) {
		if (error instanceof Problem) throw error;
		throw new Problem(
			'store_unavailable',
			`The store in ${dir} cannot be opened (${factsOf(error).message}): put back a backup of that folder, or free disk space and try again.`,
		);
	}
}

/** Made beside its place and moved there once it is whole and on disk, so that a crash never leaves half a database. */
async function makeCluster(dir: string): Promise<void> {
	if (fs.existsSync(dir) && fs.readdirSync(dir).length > 0) {
		throw new Problem(
			'data_dir_unusable',
			`${dir} holds files that are not 14ms's: move them away, or set another DATA_DIR.`,
		);
	}
	const draft = `${dir}.new`;
	fs.rmSync(draft, { recursive: true, force: true });
	fs.mkdirSync(draft, { mode: 0o700 });
	await (await start(draft)).close();
	fsyncTree(draft);
	fs.renameSync(draft, dir);
	fsyncPath(path.dirname(dir));
}

async function start(dir: string, fsync?: Fsync): Promise<PGlite> {
	const disk = new DurableFs(dir, fsync);
	const isFsyncOff = (param: string) => param === '-F';
	const client = await PGlite.create({
		...{ dataDir: dir, fs: disk },
		startParams: [
			...PGlite.defaultStartParams.filter((param) => !isFsyncOff(param)),
			...durableParams,
		],
	});
	// A PGlite whose Postgres has given up would take the next statement and never come back from it.
	const run = client.execProtocolRawSync.bind(client);
	client.execProtocolRawSync = (message) => {
		if (disk.isBroken) {
			throw new Problem(
				'store_unavailable',
				`The disk refused a write to ${dir}: check the disk, then start 14ms again.`,
			);
		}
		return run(message);
	};
	return client;
}
