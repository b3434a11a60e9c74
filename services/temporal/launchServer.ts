import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';

export interface Launched {
	pid: number | undefined;
	isRunning(): boolean;
	/** True when there was no program to run. */
	cannotRun(): boolean;
	/** What it has written since its start. */
	said(): string;
}

export interface ServerFiles {
	dbFile: string;
	log: string;
	record: string;
	/** Folder of the SDK's own download */
	download: string;
}

/** Starts the dev server on 127.0.0.1 in a session of its own, so that neither Ctrl-C nor our death ends it. */
export function launchServer(
	cli: string,
	files: ServerFiles,
	{ port, uiPort }: { port: number; uiPort: number },
): Launched {
	const logSize = makeRoom(files.log);
	const log = openSync(files.log, 'a', 0o600);
	const child = spawn(
		cli,
		[
			...['server', 'start-dev', '--db-filename', files.dbFile],
			...['--ip', '127.0.0.1', '--port', String(port), '--ui-port', String(uiPort)],
			...['--namespace', 'default', '--log-level', 'error', '--ui-disable-news-fetch'],
			// A start that was acknowledged survives a power cut; exclusive: SQLite itself refuses a second server.
			...['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=full'],
			...['--sqlite-pragma', 'locking_mode=exclusive'],
			...['--disable-config-file', '--disable-config-env'],
		],
		// Nothing of our environment: it holds secrets.
		{
			detached: true,
			stdio: ['ignore', log, log],
			env: { TEMPORAL_VERSION_CHECK_DISABLED: '1' },
		},
	);
	closeSync(log);
	let hasFailed = false;
	child.on('error', () => {
		hasFailed = true;
	});
	child.unref();
	return {
		pid: child.pid,
		isRunning: () => !hasFailed && child.exitCode === null && child.signalCode === null,
		cannotRun: () => hasFailed,
		said: () => readFileSync(files.log).subarray(logSize).toString(),
	};
}

/** One log for all runs; it holds errors only, and starts anew beyond 5 MB. Returns its size in bytes. */
function makeRoom(file: string): number {
	if (!existsSync(file)) return 0;
	const { size } = statSync(file);
	if (size <= 5_000_000) return size;
	renameSync(file, `${file}.old`);
	return 0;
}
