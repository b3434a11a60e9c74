import fs from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Problem } from '../../lib/errors';
import { fileIdentity } from '../fileIdentity';
import { diskIsFull, isDiskFull } from './diskIsFull';
import { factsOf } from './errorFacts';
import { makeDataDir } from './makeDataDir';

export interface DataDirLock {
	/**
	 * Whether the folder (or its lock file or what is watched alone) was moved, deleted or replaced since: it may be
	 * another process's now.
	 */
	isLost(): boolean;
	/** From now on the lock is lost, too, when `file`, by which people know `folder`, is another or gone. */
	watch(folder: string, file: string): void;
	/** Problem data_dir_unusable when it is lost. */
	check(): void;
	/** Leaves a lost folder as it is. */
	release(): void;
}

interface Watched {
	folder: string;
	file: string;
	identity: string | null;
	fd: number;
}

/** A process that was just killed may need a moment to be gone. */
const patienceMs = 500;
const sqliteBusy = 5;
const sqliteNotADatabase = 26;

/** Kept here so that no lock ends by garbage collection. */
const held = new Map<DataDirLock, DatabaseSync>();

/**
 * Takes `dataDir` (made with mode 0700 if missing) for this process alone. SQLite does the locking, with the kernel's
 * own file locks: they end with the process, however it ends, and a reused pid changes nothing.
 * Problems: data_dir_in_use (names the holder's pid), data_dir_unusable, disk_full.
 */
export function lockDataDir(dataDir: string): DataDirLock {
	makeDataDir(dataDir);
	const pidFile = path.join(dataDir, 'lock.pid');
	const lockFile = path.join(dataDir, 'lock.db');
	const db = takeLock(dataDir, pidFile);
	// To open and close the file would end SQLite's lock.
	const taken = fileIdentity(lockFile);
	const isFolderLost = () => taken === null || fileIdentity(lockFile) !== taken;
	const watched: Watched[] = [];
	const lostOf = () => watched.find(({ file, identity }) => fileIdentity(file) !== identity);
	const lock: DataDirLock = {
		isLost: () => isFolderLost() || lostOf() !== undefined,
		watch(folder, file) {
			// While it is open, no file put in its place can get its inode.
			const fd = fs.openSync(file, 'r');
			watched.push({ folder, file, fd, identity: fileIdentity(file) });
		},
		check() {
			if (isFolderLost()) throw lost(`${dataDir} (or lock.db in it)`);
			const one = lostOf();
			if (one) throw lost(one.folder);
		},
		release() {
			if (!held.delete(lock)) return;
			for (const { fd } of watched.splice(0)) fs.closeSync(fd);
			if (!isFolderLost()) fs.rmSync(pidFile, { force: true });
			db.close();
		},
	};
	held.set(lock, db);
	notePid(lock, pidFile);
	return lock;
}

function lost(what: string): Problem {
	return new Problem(
		'data_dir_unusable',
		`${what} was moved, deleted or replaced while 14ms was running, so nothing more can be kept there: put it back if you can, then start 14ms again.`,
	);
}

function notePid(lock: DataDirLock, pidFile: string): void {
	try {
		fs.writeFileSync(pidFile, `${process.pid}\n`);
	} catch (error) {
		lock.release();
		const { code, message } = factsOf(error);
		if (isDiskFull(code)) throw diskIsFull(pidFile);
		throw new Problem('data_dir_unusable', `${pidFile} cannot be written (${message}).`);
	}
}

function takeLock(dataDir: string, pidFile: string): DatabaseSync {
	let db: DatabaseSync | null = null;
	try {
		db = new DatabaseSync(path.join(dataDir, 'lock.db'), { timeout: patienceMs });
		db.exec('BEGIN EXCLUSIVE');
		return db;
	} catch (error) {
		db?.close();
		const { errcode, message } = factsOf(error);
		if (errcode === sqliteBusy) {
			throw new Problem(
				'data_dir_in_use',
				`Another 14ms (${holder(pidFile)}) is using ${dataDir}: stop it, or set another DATA_DIR.`,
			);
		}
		if (errcode === sqliteNotADatabase) {
			throw new Problem(
				'data_dir_unusable',
				`${path.join(dataDir, 'lock.db')} is damaged: delete it, nothing is kept in it.`,
			);
		}
		throw new Problem(
			'data_dir_unusable',
			`${dataDir} cannot be locked (${message}): set DATA_DIR to a folder on a local disk.`,
		);
	}
}

function holder(pidFile: string): string {
	try {
		return `process ${Number.parseInt(fs.readFileSync(pidFile, 'utf8'), 10)}`;
	} catch {
		return 'just starting';
	}
}
