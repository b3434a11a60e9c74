import { setTimeout as delay } from 'node:timers/promises';
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
});
