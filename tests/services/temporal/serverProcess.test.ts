import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

import { listFromPs } from '../../../services/temporal/listProcesses';
import { ownsByLsof, ownsPort } from '../../../services/temporal/ownsPort';
import { findServers } from '../../../services/temporal/serverProcess';
import { devServers } from './devServer';

const { dataDir, start } = devServers();
const has = (program: string) => spawnSync('which', [program]).status === 0;

test('a server is found by its database file, and no other process is', async () => {
	const dir = join(dataDir(), 'a folder');
	const server = await start(dir);
	const dbFile = join(dir, 'temporal', 'temporal.db');
	const port = Number(server.address.split(':')[1]);
	expect(findServers(dbFile)).toMatchObject([{ port }]);
	expect(findServers(`${dbFile}2`)).toEqual([]);
	expect(findServers(join(dir, 'temporal'))).toEqual([]);
	if (has('ps')) {
		const [{ pid, uiPort } = { pid: 0, uiPort: 0 }] = findServers(dbFile);
		expect(findServers(dbFile, listFromPs)).toMatchObject([{ pid, port, uiPort }]);
	}
	await server.stop();
});

test('a port belongs to the process that listens on it', async () => {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const ways = has('lsof') ? [ownsPort, ownsByLsof] : [ownsPort];
	for (const owns of ways) {
		expect(owns(process.pid, port)).toBe(true);
		expect(owns(process.ppid, port)).toBe(false);
		expect(owns(process.pid, port === 1 ? 2 : port - 1)).toBe(false);
	}
	server.close();
	await once(server, 'close');
	for (const owns of ways) expect(owns(process.pid, port)).toBe(false);
});
