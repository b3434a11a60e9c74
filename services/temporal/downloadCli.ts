import { mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { Runtime } from '@temporalio/worker';
import { z } from 'zod';

import { Problem } from '../../lib/errors';

/**
 * The SDK's own way to the Temporal CLI: it downloads it (about 45 MB) into `<dir>` and keeps it there.
 * Returns the program's path.
 * @throws Problem tool_missing when the download does not succeed.
 */
export async function downloadCli(dir: string): Promise<string> {
	const found = () =>
		readdirSync(dir)
			.filter((name) => name.startsWith('temporal-cli'))
			.map((name) => join(dir, name))[0];
	try {
		mkdirSync(dir, { recursive: true, mode: 0o700 });
		const known = found();
		if (known) return known;
		// The SDK downloads only as part of a start, so a server without a file is started and ended at once.
		const runtime = Runtime.instance();
		const server = await runtime.createEphemeralServer({
			type: 'dev-server',
			exe: {
				type: 'cached-download',
				downloadDir: dir,
				version: 'default',
				ttl: 0,
				sdkName: 'sdk-typescript',
				sdkVersion: sdkVersion(),
			},
			ip: '127.0.0.1',
			port: null,
			uiPort: null,
			ui: false,
			namespace: 'default',
			dbFilename: null,
			log: { format: 'pretty', level: 'error' },
			extraArgs: [],
		});
		await runtime.shutdownEphemeralServer(server);
		const cli = found();
		if (cli) return cli;
	} catch {
		// The one sentence below says what to do, whatever went wrong.
	}
	throw new Problem(
		'tool_missing',
		'The Temporal server was not found and could not be downloaded: run `npm run tools`, or set TEMPORAL_CLI_PATH to a `temporal` program, or TEMPORAL_ADDRESS to a server.',
	);
}

function sdkVersion(): string {
	const manifest: unknown = createRequire(__filename)('@temporalio/worker/package.json');
	return z.object({ version: z.string() }).parse(manifest).version;
}
