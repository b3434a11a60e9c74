import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../support/fourteenMs';

const folders = ['cli', 'web', 'activities', 'services', 'workflows', 'lib', 'sandbox'];
const files = ['cli.ts', 'web.ts', 'worker.ts', 'package.json', 'tsconfig.json'];

let checkout: string;

/** A checkout whose `node` says what it was asked to run. */
beforeEach(() => {
	checkout = mkdtempSync(join(tmpdir(), '14ms-bin-'));
	cpSync(join(root, 'bin'), join(checkout, 'bin'), { recursive: true });
	write('node_modules/node/bin/node', '#!/bin/sh\necho "$@"\n', 0o755);
	for (const file of [...files, ...folders.map((folder) => `${folder}/part.ts`)]) write(file, '');
	write('dist/14ms.cjs', '');
	age('dist/14ms.cjs', 60);
	for (const path of [...files, ...folders, ...folders.map((folder) => `${folder}/part.ts`)]) {
		age(path, 120);
	}
});
afterEach(() => rmSync(checkout, { recursive: true }));

function write(path: string, text: string, mode = 0o644): void {
	mkdirSync(join(checkout, path, '..'), { recursive: true });
	writeFileSync(join(checkout, path), text, { mode });
}

function age(path: string, seconds: number): void {
	const at = Date.now() / 1000 - seconds;
	utimesSync(join(checkout, path), at, at);
}

async function ran(...args: string[]): Promise<string> {
	const { stdout } = await promisify(execFile)(join(checkout, 'bin/14ms'), args, { cwd: '/' });
	return stdout;
}

test('the file that npm ci made is run, with the arguments as they were given', async () => {
	expect(await ran('reposts', '--state', 'two words')).toContain(
		`${checkout}/dist/14ms.cjs reposts --state two words`,
	);
});

test.each([...files, ...folders.map((folder) => `${folder}/part.ts`)])(
	'the sources are run when %s is newer',
	async (path) => {
		age(path, 0);
		const said = await ran('up');
		expect(said).toContain(`${checkout}/cli.ts up`);
		expect(said).not.toContain('14ms.cjs');
	},
);

test('the sources are run when one of them is gone, and when there is no such file', async () => {
	rmSync(join(checkout, 'lib/part.ts'));
	expect(await ran('up')).toContain(`${checkout}/cli.ts up`);
	rmSync(join(checkout, 'dist'), { recursive: true });
	expect(await ran('up')).toContain('loader.mjs');
});
