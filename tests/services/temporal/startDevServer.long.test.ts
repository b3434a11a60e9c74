import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
	cpSync,
	existsSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { Client } from '@temporalio/client';

import { freePort } from '../../../services/temporal/freePort';
import { cliPath, devServers, withConnection } from './devServer';

const { dataDir, start, running } = devServers();

const textOf = async (url: string) => (await fetch(url)).text();
const portOf = (address: string) => Number(address.split(':').at(-1));

function startWorkflow(server: { address: string }, workflowId: string) {
	return withConnection(server, (connection) =>
		new Client({ connection }).workflow.start('any', { taskQueue: 'none', workflowId }),
	);
}

function describeWorkflow(server: { address: string }, workflowId: string) {
	return withConnection(server, async (connection) => {
		const handle = new Client({ connection }).workflow.getHandle(workflowId);
		return (await handle.describe()).status.name;
	});
}

test('a server starts, a second start takes it over, and stop leaves nothing running', async () => {
	const dir = dataDir();
	const first = await start(dir);
	expect(first.adopted).toBe(false);
	expect(first.address).toMatch(/^127\.0\.0\.1:\d+$/);
	expect(await textOf(first.uiUrl)).toContain('<html');
	const second = await start(dir);
	expect(second).toMatchObject({
		adopted: true,
		address: first.address,
		uiUrl: first.uiUrl,
	});
	expect(running(dir)).toHaveLength(1);
	await second.stop();
	expect(running(dir)).toEqual([]);
	await first.stop();
	await second.stop();
});

test('ports are remembered, and its files are for this user only', async () => {
	const dir = dataDir();
	const first = await start(dir);
	const [process] = running(dir);
	const record = join(dir, 'temporal', 'server.json');
	expect(JSON.parse(readFileSync(record, 'utf8'))).toEqual({
		...process,
		dbFile: join(dir, 'temporal', 'temporal.db'),
		dbIdentity: expect.stringMatching(/^\d+ \d+$/) as string,
	});
	for (const file of [record, join(dir, 'temporal', 'server.log')]) {
		expect(statSync(file).mode & 0o777).toBe(0o600);
	}
	expect(statSync(join(dir, 'temporal')).mode & 0o777).toBe(0o700);
	await first.stop();
	const second = await start(dir);
	expect(second).toMatchObject({ adopted: false, address: first.address, uiUrl: first.uiUrl });
	await second.stop();
});

test('after kill -9 of the server the next one has all that was started', async () => {
	const dir = dataDir();
	const first = await start(dir);
	await startWorkflow(first, 'kept');
	const [{ pid } = { pid: 0 }] = running(dir);
	process.kill(pid, 'SIGKILL');
	const second = await start(dir);
	expect(second.adopted).toBe(false);
	expect(await describeWorkflow(second, 'kept')).toBe('RUNNING');
	await second.stop();
});

test('when the usual ports are taken it takes others', async () => {
	const other = createServer().listen(0, '127.0.0.1');
	await once(other, 'listening');
	const { port: taken } = other.address() as AddressInfo;
	const server = await start(dataDir(), { preferredPort: taken, preferredUiPort: taken });
	expect(portOf(server.address)).not.toBe(taken);
	expect(portOf(server.uiUrl)).not.toBe(taken);
	await server.stop();
	other.close();
});

test('two folders started at once, with the same wishes for ports, get a server each', async () => {
	const dirs = [dataDir(), dataDir()];
	const other = createServer().listen(0, '127.0.0.1');
	await once(other, 'listening');
	const { port } = other.address() as AddressInfo;
	await new Promise((closed) => other.close(closed));
	const servers = await Promise.all(dirs.map((dir) => start(dir, { preferredPort: port })));
	expect(new Set(servers.map(({ address }) => address)).size).toBe(2);
	await startWorkflow(servers[0] ?? { address: '' }, 'first only');
	await expect(describeWorkflow(servers[1] ?? { address: '' }, 'first only')).rejects.toThrow();
	await Promise.all(servers.map((server) => server.stop()));
});

test('two starts at once on one folder share one server', async () => {
	const dir = dataDir();
	const servers = await Promise.all([start(dir), start(dir), start(dir)]);
	expect(running(dir)).toHaveLength(1);
	expect(new Set(servers.map(({ address }) => address)).size).toBe(1);
	await Promise.all(servers.map((server) => server.stop()));
	expect(running(dir)).toEqual([]);
});

test('SQLite refuses a second server on the same file', async () => {
	const dir = dataDir();
	const server = await start(dir);
	const dbFile = join(dir, 'temporal', 'temporal.db');
	const port = String(await freePort([]));
	const second = spawn(
		cliPath,
		['server', 'start-dev', '--db-filename', dbFile, '--port', port, '--headless'],
		{ stdio: ['ignore', 'pipe', 'pipe'], env: {} },
	);
	const said = (await Promise.all([text(second.stdout), text(second.stderr)])).join('');
	expect(said).toContain('database is locked');
	await server.stop();
});

test('a server of a process that was killed is taken over', async () => {
	const dir = dataDir();
	const script = join(dir, 'start.ts');
	const source = join(__dirname, '../../../services/temporal/startDevServer');
	writeFileSync(
		script,
		`import { startDevServer } from ${JSON.stringify(source)};
		const log = { info() {}, warn() {}, error() {} };
		void startDevServer({ cliPath: ${JSON.stringify(cliPath)}, dataDir: ${JSON.stringify(dir)}, log, preferredPort: 0, preferredUiPort: 0 })
			.then((server) => { console.log(server.address); setInterval(() => {}, 1000); });`,
	);
	const starter = spawn(process.execPath, ['--import', 'tsx', script], {
		cwd: join(__dirname, '../../..'),
		stdio: ['ignore', 'pipe', 'inherit'],
		env: { ...process.env, TIKTOK_CLIENT_SECRET: 'must-not-be-inherited' },
	});
	const [line] = (await once(starter.stdout, 'data')) as [Buffer];
	await startWorkflow({ address: line.toString().trim() }, 'orphan');
	const [{ pid } = { pid: 0 }] = running(dir);
	if (process.platform === 'linux') {
		expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain('must-not-be');
	}
	starter.kill('SIGKILL');
	await once(starter, 'exit');
	const server = await start(dir);
	expect(server).toMatchObject({ adopted: true, address: line.toString().trim() });
	expect(await describeWorkflow(server, 'orphan')).toBe('RUNNING');
	await server.stop();
	expect(running(dir)).toEqual([]);
});

test('a leftover whose database was deleted is ended, and a new one started', async () => {
	const dir = dataDir();
	await start(dir);
	const [{ pid } = { pid: 0 }] = running(dir);
	rmSync(join(dir, 'temporal'), { recursive: true });
	const second = await start(dir);
	expect(second.adopted).toBe(false);
	expect(running(dir).map((server) => server.pid)).not.toContain(pid);
	await startWorkflow(second, 'kept');
	await second.stop();
	expect(existsSync(join(dir, 'temporal', 'temporal.db'))).toBe(true);
});

test('a leftover whose database was replaced by a backup is ended, and a new one started with the backup', async () => {
	const dir = dataDir();
	const [files, backup] = [join(dir, 'temporal'), join(dir, 'backup')];
	const first = await start(dir);
	await startWorkflow(first, 'in the backup');
	await first.stop();
	cpSync(files, backup, { recursive: true });
	const second = await start(dir);
	await startWorkflow(second, 'lost');
	const [{ pid } = { pid: 0 }] = running(dir);
	rmSync(files, { recursive: true });
	cpSync(backup, files, { recursive: true });
	const third = await start(dir);
	expect(third.adopted).toBe(false);
	expect(running(dir).map((server) => server.pid)).not.toContain(pid);
	expect(await describeWorkflow(third, 'in the backup')).toBe('RUNNING');
	await expect(describeWorkflow(third, 'lost')).rejects.toThrow();
	await third.stop();
});

test('a leftover whose folder was moved is ended, and a new one goes on with the files', async () => {
	const [old, dir] = [dataDir(), dataDir()];
	await startWorkflow(await start(old), 'kept');
	renameSync(join(old, 'temporal'), join(dir, 'temporal'));
	const second = await start(dir);
	expect(second.adopted).toBe(false);
	expect(running(old)).toEqual([]);
	expect(await describeWorkflow(second, 'kept')).toBe('RUNNING');
	await second.stop();
});

test('a leftover that does not answer is ended, and a new one started', async () => {
	const dir = dataDir();
	const first = await start(dir);
	await startWorkflow(first, 'kept');
	const [{ pid } = { pid: 0 }] = running(dir);
	process.kill(pid, 'SIGSTOP');
	const second = await start(dir, { adoptTimeoutMs: 100, graceMs: 100 });
	expect(second.adopted).toBe(false);
	expect(running(dir).map((server) => server.pid)).not.toContain(pid);
	expect(await describeWorkflow(second, 'kept')).toBe('RUNNING');
	await second.stop();
});
