// Installs a real n8n into .cache/n8n-<version> (once: about 5 minutes and 2.8 GB); does nothing when it is there.
// `node tools/installN8n.mjs [version]` prints the folder. N8N_CACHE names another place than .cache.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const version = process.argv[2] ?? '2.41.1';
const cache = resolve(process.env.N8N_CACHE ?? join(root, '.cache'));
const target = join(cache, `n8n-${version}`);

if (!existsSync(join(target, 'node_modules/n8n/bin/n8n'))) install();
console.log(target);

function install() {
	console.error(`Installing n8n ${version} into ${target} (once, about 5 minutes) …`);
	// Beside the target and renamed at the end, so that a cut-off install never looks finished.
	const fresh = `${target}.new-${process.pid}`;
	mkdirSync(fresh, { recursive: true });
	writeFileSync(join(fresh, 'package.json'), JSON.stringify({ private: true }));
	try {
		// Without --ignore-scripts a Kafka add-on nobody needs here fails to build.
		const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error'];
		run('npm', ['install', `n8n@${version}`, ...quiet], fresh);
		// The database driver is the one part that must be compiled.
		const rebuild = ['node-gyp', 'rebuild', '--release', ...nodeHeaders()];
		run('npx', rebuild, join(fresh, 'node_modules/sqlite3'));
		renameSync(fresh, target);
	} finally {
		rmSync(fresh, { recursive: true, force: true });
	}
	console.error('n8n is ready.');
}

// sqlite3 speaks Node-API, so the headers of any recent Node will do; without any, node-gyp fetches them.
function nodeHeaders() {
	const folders = [process.env.npm_config_nodedir, dirname(dirname(process.execPath)), '/usr'];
	const found = folders.find(
		(folder) => folder && existsSync(join(folder, 'include/node/node.h')),
	);
	return found ? [`--nodedir=${found}`] : [];
}

function run(command, args, cwd) {
	const done = spawnSync(command, args, { cwd, stdio: ['ignore', 2, 2] });
	if (done.status === 0) return;
	console.error(`n8n could not be installed: \`${command} ${args.join(' ')}\` did not finish.`);
	process.exitCode = 1;
	throw new Error(`${command} ended with ${done.status ?? done.signal}`);
}
