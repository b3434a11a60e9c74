import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Problem } from '../../../lib/errors';
import { cliPath, devServers } from './devServer';

const { dataDir, start, running } = devServers();

/** A program that stands in for the CLI. */
function program(dir: string, script: string): string {
	const file = join(dir, 'temporal-stand-in');
	writeFileSync(file, `#!/bin/sh\n${script}\n`);
	chmodSync(file, 0o755);
	return file;
}

test('a CLI that is not there is told in words', async () => {
	await expect(start(dataDir(), { cliPath: '/nowhere/temporal' })).rejects.toMatchObject({
		code: 'tool_missing',
		message:
			'The Temporal server at /nowhere/temporal cannot be run: run `npm run tools`, or set TEMPORAL_CLI_PATH to a `temporal` program.',
	});
});

test('a server that ends at once is told in words, and where it says why', async () => {
	const dir = dataDir();
	const broken = program(dir, 'echo "no such flag"; exit 1');
	await expect(start(dir, { cliPath: broken })).rejects.toMatchObject({
		code: 'temporal_unavailable',
		message: `The embedded Temporal server did not start: ${join(dir, 'temporal', 'server.log')} says why.`,
	});
});

test('a server that never answers is ended', async () => {
	const dir = dataDir();
	// Its own shell stays, so that the process keeps the command line of a server.
	const hanging = program(dir, 'trap "" TERM\nwhile :; do sleep 0.1; done');
	const options = { cliPath: hanging, startTimeoutMs: 300, graceMs: 100 };
	await expect(start(dir, options)).rejects.toMatchObject({ code: 'temporal_unavailable' });
	expect(running(dir)).toEqual([]);
});

test('a database held by a server out of sight is told in words', async () => {
	const dir = dataDir();
	const locked = program(dir, 'echo "Error: database is locked (5) (SQLITE_BUSY)"; exit 1');
	await expect(start(dir, { cliPath: locked })).rejects.toMatchObject({
		code: 'data_dir_in_use',
		message: expect.stringContaining('Another Temporal server uses') as string,
	});
});

test('ports that were taken in the last moment are chosen anew', async () => {
	const dir = dataDir();
	const flag = join(dir, 'tried');
	const unlucky = program(
		dir,
		`[ -e "${flag}" ] && exec "${cliPath}" "$@"
		touch "${flag}"; echo "Error: can't set frontend port: address already in use"; exit 1`,
	);
	const server = await start(dir, { cliPath: unlucky });
	expect(running(dir)).toHaveLength(1);
	await server.stop();
});

test("without a CLI the SDK's download is asked, into the data folder", async () => {
	const dir = dataDir();
	const asked: string[] = [];
	const server = await start(dir, {
		cliPath: null,
		download: (folder) => {
			asked.push(folder);
			return Promise.resolve(cliPath);
		},
	});
	expect(asked).toEqual([join(dir, 'temporal', 'download')]);
	await server.stop();
});

test('a download that fails is told in words', async () => {
	const dir = dataDir();
	const script = join(dir, 'download.ts');
	const source = join(__dirname, '../../../services/temporal/downloadCli');
	writeFileSync(
		script,
		`import { downloadCli } from ${JSON.stringify(source)};
		downloadCli(${JSON.stringify(join(dir, 'download'))}).catch((error) => console.log(JSON.stringify([error.code, error.message])));`,
	);
	// In a process of its own, whose way out leads nowhere on every machine.
	const nowhere = 'http://127.0.0.1:9';
	const child = spawn(process.execPath, ['--import', 'tsx', script], {
		cwd: join(__dirname, '../../..'),
		stdio: ['ignore', 'pipe', 'inherit'],
		env: { PATH: process.env.PATH, HTTPS_PROXY: nowhere, https_proxy: nowhere },
	});
	const [line] = (await once(child.stdout, 'data')) as [Buffer];
	expect(JSON.parse(line.toString())).toEqual([
		'tool_missing',
		new Problem(
			'tool_missing',
			'The Temporal server was not found and could not be downloaded: run `npm run tools`, or set TEMPORAL_CLI_PATH to a `temporal` program, or TEMPORAL_ADDRESS to a server.',
		).message,
	]);
	await once(child, 'exit');
});
