import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Connection } from '@temporalio/client';

import type { Log } from '../../../services/log';
import { findServers } from '../../../services/temporal/serverProcess';
import {
	startDevServer,
	type DevServer,
	type DevServerOptions,
} from '../../../services/temporal/startDevServer';

export const cliPath = join(__dirname, '../../../.tools/bin/temporal');
const quiet: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** Data folders and servers of one test file, all gone at its end. */
export function devServers() {
	const dirs: string[] = [];

	function dataDir(): string {
		const dir = mkdtempSync(join(tmpdir(), '14ms-temporal-'));
		dirs.push(dir);
		return dir;
	}

	/** Ports from 0 on: any free one, so that servers of other tests are not in the way. */
	function start(dir: string, options: Partial<DevServerOptions> = {}): Promise<DevServer> {
		return startDevServer({
			cliPath,
			dataDir: dir,
			log: quiet,
			preferredPort: 0,
			preferredUiPort: 0,
			...options,
		});
	}

	function running(dir: string) {
		return findServers(join(dir, 'temporal', 'temporal.db'));
	}

	afterAll(() => {
		for (const dir of dirs) {
			for (const { pid } of running(dir)) process.kill(pid, 'SIGKILL');
			rmSync(dir, { recursive: true, force: true, maxRetries: 10 });
		}
	});
	return { dataDir, start, running };
}

/** Does something with a connection to the server. */
export async function withConnection<T>(
	{ address }: { address: string },
	use: (connection: Connection) => Promise<T>,
): Promise<T> {
	const connection = await Connection.connect({ address });
	try {
		return await use(connection);
	} finally {
		await connection.close();
	}
}
