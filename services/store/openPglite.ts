import fs from 'node:fs';
import path from 'node:path';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { Problem } from '../../lib/errors';
import type { Log } from '../log';
import { diskIsFull, isDiskFull } from './diskIsFull';
import type { Fsync } from './durableFs';
import type { Engine } from './engine';
import { factsOf } from './errorFacts';
import { fsyncPath, fsyncTree } from './fsyncPath';
import { keepPglite, leastFreeBytes } from './keepPglite';
import type { DataDirLock } from './lockDataDir';
import { startPglite } from './startPglite';

interface PgliteOptions {
	/** Of the data folder that `dir` is in: once it is lost, nothing is read or written any more. */
	lock?: Pick<DataDirLock, 'check' | 'isLost' | 'watch'> | null;
	/** Called instead of `fs.fsyncSync`, for tests. */
	fsync?: Fsync;
	log?: Log;
}

/**
 * The embedded Postgres with its files in `dir`, durable as a server would be (durableFs.ts). The caller holds the
 * lock of the data folder. Problems: store_unavailable, disk_full, data_dir_unusable.
 */
export async function openPglite(
	dir: string,
	{ lock, fsync, log }: PgliteOptions = {},
): Promise<Engine> {
	try {
		if (!fs.existsSync(path.join(dir, 'PG_VERSION'))) await makeCluster(dir);
		const kept = await keepPglite(dir, fsync, log);
		// Postgres writes it in place: one that is another belongs to another cluster.
		lock?.watch(dir, path.join(dir, 'global', 'pg_control'));
		const open = () => drizzle({ client: kept.client });
		const ready = async (): Promise<void> => {
			lock?.check();
			await kept.ready();
		};
		return {
			kind: 'pglite',
			where: `PGlite in ${dir}`,
			get db() {
				return open();
			},
			ready,
			migrate: (migrationsFolder) => migrate(open(), { migrationsFolder }),
			async tidy() {
				await ready();
				await kept.client.exec('vacuum');
				await kept.client.exec('checkpoint');
			},
			// To close it is to write, by path: perhaps into the files of another 14ms.
			close: () => (lock?.isLost() ? kept.letGo() : kept.close()),
		};
	} catch (error) {
		if (error instanceof Problem) throw error;
		const { message, code } = factsOf(error);
		if (isDiskFull(code) || isAlmostFull(path.dirname(dir))) throw diskIsFull(dir);
		throw new Problem(
			'store_unavailable',
			`The store in ${dir} cannot be opened (${message}): put back a backup of that folder.`,
		);
	}
}

/** What Postgres says when it cannot begin tells nothing of the disk. */
function isAlmostFull(folder: string): boolean {
	try {
		const { bavail, bsize } = fs.statfsSync(folder);
		return bavail * bsize < leastFreeBytes;
	} catch {
		return false;
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
	await (await startPglite(draft)).client.close();
	fsyncTree(draft);
	fs.renameSync(draft, dir);
	fsyncPath(path.dirname(dir));
}
