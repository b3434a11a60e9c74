import { existsSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { lockDataDir } from '../../../services/store/lockDataDir';
import { keepDevServer } from '../../../services/temporal/keepDevServer';
import { cliPath, devServers, withConnection } from './devServer';

jest.setTimeout(60_000);

describe('keepDevServer', () => {
	const servers = devServers();

	it('starts a killed server again on its port, and leaves none behind when stopped', async () => {
		const dataDir = servers.dataDir();
		const said: string[] = [];
		const say = (_facts: unknown, message: string): void => void said.push(message);
		const kept = await keepDevServer(
			{
				...{ cliPath, dataDir, preferredPort: 0, preferredUiPort: 0 },
				log: { info: say, warn: say, error: say },
			},
			50,
		);
		const [first] = servers.running(dataDir);
		process.kill(first?.pid ?? 0, 'SIGKILL');
		while (servers.running(dataDir).every(({ pid }) => pid === first?.pid)) await delay(20);
		await withConnection(kept, (connection) =>
			connection.workflowService.describeNamespace({ namespace: 'default' }),
		);
		expect(said.join()).toContain('starting it again');
		await kept.stop();
		expect(servers.running(dataDir)).toEqual([]);
	});

	it('starts none in a folder that is lost', async () => {
		const dataDir = servers.dataDir();
		const lock = lockDataDir(dataDir);
		const lost = Promise.withResolvers<unknown>();
		const error = lost.resolve;
		const log = { info: () => undefined, warn: () => undefined, error };
		const ports = { preferredPort: 0, preferredUiPort: 0 };
		const kept = await keepDevServer({ cliPath, dataDir, log, lock, ...ports }, 50);
		rmSync(dataDir, { recursive: true });
		process.kill(servers.running(dataDir)[0]?.pid ?? 0, 'SIGKILL');
		await lost.promise;
		await kept.stop();
		lock.release();
		expect(existsSync(dataDir)).toBe(false);
		expect(servers.running(dataDir)).toEqual([]);
	});

	it('tells when its port was taken before it could be started again', async () => {
		const dataDir = servers.dataDir();
		const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
		const ports = { preferredPort: 0, preferredUiPort: 0 };
		const kept = await keepDevServer({ cliPath, dataDir, log, ...ports }, 200);
		const [first] = servers.running(dataDir);
		process.kill(first?.pid ?? 0, 'SIGKILL');
		const taker = createServer();
		const take = (): void => void taker.listen(first?.port, '127.0.0.1');
		taker.on('error', () => setImmediate(take));
		take();
		await kept.moved;
		expect(servers.running(dataDir)).not.toEqual([]);
		await kept.stop();
		taker.close();
	});
});
