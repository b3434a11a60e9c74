import { mkdirSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { Problem } from '../../lib/errors';
import type { Log } from '../log';
import { fileIdentity } from '../fileIdentity';
import { answers } from './answers';
import { downloadCli } from './downloadCli';
import { freePort } from './freePort';
import { launchServer, type Launched, type ServerFiles } from './launchServer';
import { endServer, findServers, type ServerProcess } from './serverProcess';
import { readServerRecord, writeServerRecord } from './serverRecord';

export interface DevServer {
	/** `host:port` for clients and workers. */
	address: string;
	/** Temporal's web pages. */
	uiUrl: string;
	/** True when a server left by an earlier run was taken over. */
	adopted: boolean;
	/** False once its process is gone. */
	isRunning(): boolean;
	/** Ends the server in order and waits until it is gone; a second call is harmless. */
	stop(): Promise<void>;
}

export interface DevServerOptions {
	/** The Temporal CLI; null when it was not found, then the SDK's own download is tried. */
	cliPath: string | null;
	dataDir: string;
	log: Log;
	/** Default 7233. The ports of the last run come first; when all are in use, any free one is taken. */
	preferredPort?: number;
	/** Default 8233 */
	preferredUiPort?: number;
	/** How long the server has to answer for the first time. Default 60,000 */
	startTimeoutMs?: number;
	/** How long a leftover has to answer before it is ended. Default 10,000 */
	adoptTimeoutMs?: number;
	/** How long a server has to end in order before it is killed. Default 5,000 */
	graceMs?: number;
	/** Gets the CLI into a folder and returns its path. Default: the SDK's download */
	download?: (dir: string) => Promise<string>;
}

/**
 * Temporal's dev server on `<dataDir>/temporal/temporal.db`, on 127.0.0.1 only, in a session of its own: it outlives a
 * `kill -9` of 14ms and is taken over by the next start. A leftover that does not answer is ended first. Two servers
 * never run on one file: leftovers are looked for by command line, and SQLite's exclusive lock refuses a second one.
 * @throws Problem tool_missing, data_dir_in_use (a server out of sight holds the file) or temporal_unavailable.
 */
export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
	const { graceMs = 5000 } = options;
	const files = makeFiles(options.dataDir);
	const leftover = await adopt(files, options);
	const { server, adopted } = leftover
		? { server: leftover, adopted: true }
		: await startNew(files, options);
	const { pid, startedAt, port, uiPort } = server;
	const { dbFile } = files;
	const dbIdentity = fileIdentity(dbFile);
	writeServerRecord(files.record, { pid, startedAt, port, uiPort, dbFile, dbIdentity });
	return {
		address: `127.0.0.1:${port}`,
		uiUrl: `http://127.0.0.1:${uiPort}`,
		adopted,
		isRunning: () => exists(pid),
		async stop() {
			await endServer(server, dbFile, graceMs);
			const record = readServerRecord(files.record);
			if (record?.pid !== pid) return;
			writeServerRecord(files.record, { ...record, pid: null, startedAt: null });
		},
	};
}

function exists(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}

function makeFiles(dataDir: string): ServerFiles & { isNew: boolean } {
	const folder = join(dataDir, 'temporal');
	const isNew = mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined;
	// One spelling of the path, whatever way led here: leftovers are told by it.
	const dir = realpathSync(folder);
	return {
		isNew,
		dbFile: join(dir, 'temporal.db'),
		log: join(dir, 'server.log'),
		record: join(dir, 'server.json'),
		download: join(dir, 'download'),
	};
}

/** The leftover that answers, if any; all others are ended. */
async function adopt(
	files: ServerFiles & { isNew: boolean },
	{ log, graceMs = 5000, adoptTimeoutMs = 10_000 }: DevServerOptions,
): Promise<ServerProcess | null> {
	const { isNew, dbFile } = files;
	let adopted: ServerProcess | null = null;
	await endMoved(files, log);
	for (const server of findServers(dbFile)) {
		const { pid, port } = server;
		const isAnswering =
			!isNew && !adopted && (await answers(server, { withinMs: adoptTimeoutMs }));
		const database = isNew ? 'gone' : databaseOf(files);
		if (isAnswering && database === 'itsOwn') {
			log.info({ pid, port }, 'Taking over the Temporal server of an earlier run');
			adopted = server;
			continue;
		}
		log.warn({ pid, port }, 'Ending a Temporal server of an earlier run that is of no use');
		// One that ends in order opens once more what is there.
		await endServer(server, dbFile, database === 'replaced' ? 0 : graceMs);
		if (database === 'gone') removeDatabase(dbFile);
	}
	return adopted;
}

/** One whose data folder was moved here goes on with these files by their old path; SQLite keeps what it has acknowledged. */
async function endMoved({ dbFile, record }: ServerFiles, log: Log): Promise<void> {
	const known = readServerRecord(record);
	if (!known || known.dbFile === dbFile) return;
	if (!known.dbIdentity || known.dbIdentity !== fileIdentity(dbFile)) return;
	const server = findServers(known.dbFile).find(
		({ pid, startedAt }) => pid === known.pid && startedAt === known.startedAt,
	);
	if (!server) return;
	const { pid } = server;
	log.warn({ pid }, 'Ending the Temporal server of an earlier run: its data folder was moved');
	await endServer(server, known.dbFile, 0);
}

/** When it was moved away, deleted or replaced under its server: what that one keeps, nobody would find again. */
function databaseOf({ dbFile, record }: ServerFiles): 'itsOwn' | 'gone' | 'replaced' {
	const found = fileIdentity(dbFile);
	if (found === null) return 'gone';
	return found === (readServerRecord(record)?.dbIdentity ?? found) ? 'itsOwn' : 'replaced';
}

/** A server that ends opens its files once more, and makes empty ones where they are gone: no other could begin with them. */
function removeDatabase(dbFile: string): void {
	for (const ending of ['', '-wal', '-shm', '-journal']) {
		rmSync(`${dbFile}${ending}`, { force: true });
	}
}

async function startNew(
	files: ServerFiles,
	options: DevServerOptions,
): Promise<{ server: ServerProcess; adopted: boolean }> {
	const { preferredPort = 7233, preferredUiPort = 8233 } = options;
	const cli = options.cliPath ?? (await (options.download ?? downloadCli)(files.download));
	const last = readServerRecord(files.record);
	// Another program may take a port between our look and the server's start: then look again.
	for (let triesLeft = 3; triesLeft > 0; triesLeft--) {
		const port = await freePort([...(last ? [last.port] : []), preferredPort]);
		const uiPort = await freePort([...(last ? [last.uiPort] : []), preferredUiPort], [port]);
		const child = launchServer(cli, files, { port, uiPort });
		const server = await firstAnswer(child, files, options);
		if (server) return { server, adopted: false };
		if (child.cannotRun()) {
			throw new Problem(
				'tool_missing',
				`The Temporal server at ${cli} cannot be run: run \`npm run tools\`, or set TEMPORAL_CLI_PATH to a \`temporal\` program.`,
			);
		}
		if (child.said().includes('database is locked')) return lockedOut(files, options);
		if (!child.said().includes('in use')) break;
	}
	throw new Problem(
		'temporal_unavailable',
		`The embedded Temporal server did not start: ${files.log} says why.`,
	);
}

/** The process once it answers; null when it has ended, or was ended because it took too long. */
async function firstAnswer(
	child: Launched,
	{ dbFile }: ServerFiles,
	{ startTimeoutMs = 60_000, graceMs = 5000 }: DevServerOptions,
): Promise<ServerProcess | null> {
	const until = Date.now() + startTimeoutMs;
	while (child.isRunning()) {
		const itself = findServers(dbFile).find(({ pid }) => pid === child.pid) ?? null;
		if (itself && (await answers(itself, { withinMs: 0 }))) return itself;
		if (Date.now() >= until) {
			if (itself) await endServer(itself, dbFile, graceMs);
			return null;
		}
		await wait(50);
	}
	return null;
}

/** Someone else holds the database: a start at the same moment, which is then shared, or a server out of sight. */
async function lockedOut(
	files: ServerFiles,
	options: DevServerOptions,
): Promise<{ server: ServerProcess; adopted: boolean }> {
	const server = await adopt({ ...files, isNew: false }, options);
	if (server) return { server, adopted: true };
	throw new Problem(
		'data_dir_in_use',
		`Another Temporal server uses ${files.dbFile}, perhaps in a container: stop it, or set DATA_DIR to another folder.`,
	);
}
