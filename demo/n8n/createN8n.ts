import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { processEnvironment } from '../../services/config';
import { freePort } from '../freePort';

const n8nVersion = '2.41.1';
const root = resolve(__dirname, '../..');
const patienceMs = 120_000;

/** A real n8n in a process of its own, with the packed tarball installed where n8n keeps community packages. */
export interface N8n {
	/** Where it listens itself, whatever its WEBHOOK_URL says. */
	readonly origin: string;
	/** Where its output goes. */
	readonly logFile: string;
	/** Resolves when editor and API answer. `env` is added for this run. */
	start(env?: Record<string, string>): Promise<void>;
	/** SIGTERM, as a service manager would; SIGKILL with `hard`. */
	stop(hard?: boolean): Promise<void>;
}

/** `npm run n8n:install` and `npm run pack:n8n` must have run. `folder` becomes its N8N_USER_FOLDER. */
export async function createN8n(folder: string): Promise<N8n> {
	const { PATH, HOME, N8N_CACHE } = processEnvironment();
	const installed = join(N8N_CACHE ?? join(root, '.cache'), `n8n-${n8nVersion}`);
	installPack(folder, installed);
	const port = await freePort();
	const brokerPort = await freePort();
	const origin = `http://localhost:${port}`;
	const logFile = join(folder, 'n8n.log');
	const own = {
		...{ PATH, HOME, NO_PROXY: 'localhost,127.0.0.1' },
		N8N_USER_FOLDER: folder,
		N8N_PORT: String(port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_ENCRYPTION_KEY: 'for-this-folder-only',
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_LOG_LEVEL: 'info',
		GENERIC_TIMEZONE: 'Europe/Berlin',
	};
	let child: ChildProcess | null = null;
	return {
		...{ origin, logFile },

		async start(env = {}) {
			const log = openSync(logFile, 'a');
			const node = join(root, 'node_modules/node/bin/node');
			const command = join(installed, 'node_modules/n8n/bin/n8n');
			const stdio: ['ignore', number, number] = ['ignore', log, log];
			child = spawn(node, [command, 'start'], {
				cwd: folder,
				stdio,
				env: { ...own, ...env },
			});
			await untilReady(origin, child, logFile);
		},

		async stop(hard = false) {
			if (!child || child.exitCode !== null || child.signalCode !== null) return;
			const ended = once(child, 'exit');
			child.kill(hard ? 'SIGKILL' : 'SIGTERM');
			await ended;
		},
	};
}

/** With npm and the flags that n8n itself installs community packages with; `--legacy-peer-deps` so that no registry is asked. */
function installPack(folder: string, installed: string): void {
	const [tarball] = globSync('dist/n8n-nodes-14ms/*.tgz', { cwd: root });
	if (tarball === undefined || !existsSync(installed)) {
		throw new Error('Run `npm run n8n:install` and `npm run pack:n8n` first.');
	}
	const nodes = join(folder, '.n8n/nodes');
	mkdirSync(nodes, { recursive: true });
	writeFileSync(join(nodes, 'package.json'), JSON.stringify({ private: true }));
	const without = ['--omit=dev', '--omit=optional', '--omit=peer', '--ignore-scripts'];
	const quiet = [
		'--legacy-peer-deps',
		'--no-audit',
		'--no-fund',
		'--package-lock=false',
		'--loglevel=error',
	];
	execFileSync('npm', ['install', join(root, tarball), ...without, ...quiet], {
		cwd: nodes,
		stdio: ['ignore', 'ignore', 'inherit'],
	});
}

async function untilReady(origin: string, child: ChildProcess, logFile: string): Promise<void> {
	for (const sinceMs = Date.now(); Date.now() - sinceMs < patienceMs;) {
		if (child.exitCode !== null) break;
		const answers = async (path: string): Promise<boolean> =>
			fetch(origin + path).then(
				({ ok }) => ok,
				() => false,
			);
		// The editor and /rest come a moment after the health check.
		if ((await answers('/healthz/readiness')) && (await answers('/rest/settings'))) return;
		await delay(100);
	}
	throw new Error(`n8n did not become ready; its words are in ${logFile}.`);
}
