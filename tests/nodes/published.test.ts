import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const root = resolve(__dirname, '../..');
const node = join(root, 'node_modules/.bin/node');
const manifestOf = z.looseObject({
	version: z.string(),
	keywords: z.array(z.string()),
	n8n: z.object({ credentials: z.array(z.string()), nodes: z.array(z.string()) }),
});

jest.setTimeout(180_000);

describe('the published n8n pack', () => {
	let folder: string;
	let pack: string;
	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), '14ms-pack-'));
		const tarball = run(node, ['tools/packN8n.mjs']).trim();
		run('tar', ['-xzf', tarball, '-C', folder]);
		pack = join(folder, 'package');
	});
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	it("passes n8n's scanner on its source", () => {
		const source = join(folder, 'source');
		cpSync(join(root, 'n8n-nodes-14ms'), source, { recursive: true, dereference: true });
		expect(scan(source, 'source')).toEqual({ passed: true });
	});

	it("passes n8n's scanner on its tarball", () => {
		expect(scan(pack, 'tarball')).toEqual({ passed: true });
	});

	it('is refused by the scanner when a node reads the environment, so that the check can fail', () => {
		const spoiled = join(folder, 'spoiled');
		cpSync(pack, spoiled, { recursive: true });
		const file = join(spoiled, 'dist/nodes/FourteenMs/router.js');
		run(node, [
			'-e',
			`require('fs').appendFileSync(${JSON.stringify(file)}, 'process.env.X;')`,
		]);
		expect(scan(spoiled, 'tarball')).toMatchObject({ passed: false });
	});

	it('imports n8n-workflow, node:crypto and its own files only', () => {
		const files = globSync('**/*.js', { cwd: pack });
		expect(files.length).toBeGreaterThan(20);
		for (const file of files) {
			const text = readFileSync(join(pack, file), 'utf8');
			const imports = [...text.matchAll(/\brequire\("([^"]+)"\)/g)].map(
				([, name = '']) => name,
			);
			for (const name of imports.filter((name) => !name.startsWith('.'))) {
				expect(['n8n-workflow', 'node:crypto']).toContain(name);
			}
			for (const name of imports.filter((name) => name.startsWith('.'))) {
				const path = resolve(pack, file, '..', name);
				const found = [`${path}.js`, `${path}/index.js`].some((at) => existsSync(at));
				expect({ file, name, found }).toEqual({ file, name, found: true });
			}
		}
	});

	it('has what its manifest lists, no dependencies and nothing else than nodes and credentials', () => {
		const manifest: unknown = JSON.parse(readFileSync(join(pack, 'package.json'), 'utf8'));
		const { n8n } = manifestOf.parse(manifest);
		for (const file of [...n8n.credentials, ...n8n.nodes]) {
			expect({ file, found: existsSync(join(pack, file)) }).toEqual({ file, found: true });
		}
		expect(manifest).toMatchObject({ peerDependencies: { 'n8n-workflow': '*' } });
		for (const none of ['dependencies', 'devDependencies', 'scripts', 'overrides']) {
			expect(manifest).not.toHaveProperty(none);
		}
		const top = globSync('*', { cwd: pack }).sort();
		expect(top).toEqual(['LICENSE.md', 'README.md', 'dist', 'package.json']);
		expect(globSync('*', { cwd: join(pack, 'dist') }).sort()).toEqual(['credentials', 'nodes']);
	});

	it('says the same of itself as the application does', () => {
		const read = (path: string) => manifestOf.parse(JSON.parse(readFileSync(path, 'utf8')));
		const application = read(join(root, 'package.json'));
		const published = read(join(pack, 'package.json'));
		expect(published.n8n).toEqual(application.n8n);
		expect(published.version).toBe(application.version);
	});
});

function scan(path: string, kind: 'source' | 'tarball'): unknown {
	return JSON.parse(run(node, [join(__dirname, 'scanPack.mjs'), path, kind]));
}

function run(command: string, args: string[]): string {
	// Under NODE_ENV=test, which jest sets, some of the scanner's rules take every file for their own.
	const env = { ...process.env, NODE_ENV: 'production' };
	return execFileSync(command, args, { cwd: root, encoding: 'utf8', env });
}
