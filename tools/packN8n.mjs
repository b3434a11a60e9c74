// Builds dist/n8n-nodes-14ms/ (compiled nodes and credentials, icons, codex, manifest, readme, licence) and packs it.
// `node tools/packN8n.mjs` prints the tarball's path.
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const target = join(root, 'dist/n8n-nodes-14ms');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const manifest = JSON.parse(readFileSync(join(root, 'n8n-nodes-14ms/package.json'), 'utf8'));

rmSync(target, { recursive: true, force: true });
for (const file of globSync('{nodes,credentials}/**/*.{ts,svg,json}', { cwd: root })) {
	const to = join(target, 'dist', file);
	mkdirSync(dirname(to), { recursive: true });
	if (!file.endsWith('.ts')) cpSync(join(root, file), to);
	else writeFileSync(to.replace(/\.ts$/, '.js'), compiled(join(root, file)));
}
// One version for 14ms and its pack.
writeFileSync(
	join(target, 'package.json'),
	`${JSON.stringify({ ...manifest, version }, null, '\t')}\n`,
);
cpSync(join(root, 'LICENSE'), join(target, 'LICENSE.md'));
cpSync(join(root, 'n8n-nodes-14ms/README.md'), join(target, 'README.md'));

const packed = spawnSync('npm', ['pack', '--json', '--loglevel', 'error'], {
	cwd: target,
	encoding: 'utf8',
	stdio: ['ignore', 'pipe', 'inherit'],
});
if (packed.status !== 0) throw new Error('npm pack did not finish.');
console.log(join(target, `${manifest.name}-${version}.tgz`));

// File by file: types from lib/ are erased, and nothing of lib/ comes along. `npm run typecheck` has checked the types.
function compiled(file) {
	return ts.transpileModule(readFileSync(file, 'utf8'), {
		fileName: file,
		compilerOptions: {
			target: ts.ScriptTarget.ES2022,
			module: ts.ModuleKind.CommonJS,
			esModuleInterop: true,
			strict: true,
		},
	}).outputText;
}
