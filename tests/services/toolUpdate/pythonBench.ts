import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const checkout = join(__dirname, '../../..');

const makeWheel = `
import sys, zipfile
file, name, version, requires = sys.argv[1:]
module = name.replace("-", "_")
info = f"{module}-{version}.dist-info"
metadata = f"Metadata-Version: 2.1\\nName: {name}\\nVersion: {version}\\n"
if requires: metadata += f'Requires-Dist: certifi ; extra == "default"\\nRequires-Dist: {requires}; extra == "default"\\n'
with zipfile.ZipFile(file, "w") as wheel:
    wheel.writestr(f"{module}/__init__.py", f'version = "{version}"\\n')
    wheel.writestr(f"{info}/METADATA", metadata)
    wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    wheel.writestr(f"{info}/RECORD", "")
`;

interface WheelOptions {
	/** e.g. `yt-dlp-ejs==0.9.0` */
	requires?: string;
	requiresPython?: string;
	isYanked?: boolean;
	/** The index tells another sha256 than the file has. */
	isForged?: boolean;
}

interface Wheel extends WheelOptions {
	name: string;
	file: string;
	sha256: string;
	bytes: Buffer;
}

export interface PythonBench {
	/** A checkout with the real tools/install.mjs, and pins of its own. */
	root: string;
	indexUrl: string;
	/** With the user and password that the index asks for. */
	add(name: string, version: string, options?: WheelOptions): Promise<string>;
	pin(text: string): Promise<void>;
	pinned(): Promise<string>;
	/** The version that is installed in `.tools`. */
	installed(module: string): Promise<string | null>;
	requests: string[];
	close(): Promise<void>;
}

/** A package index over real HTTP, in HTML or JSON, with wheels that the real pip installs. */
export async function openPythonBench(form: 'html' | 'json'): Promise<PythonBench> {
	const folder = await mkdtemp(join(tmpdir(), '14ms-index-'));
	const root = join(folder, 'root');
	const requirements = join(root, 'tools/requirements.txt');
	await mkdir(join(root, 'tools'), { recursive: true });
	await copyFile(join(checkout, 'tools/install.mjs'), join(root, 'tools/install.mjs'));
	const wheels: Wheel[] = [];
	const requests: string[] = [];
	const login = `Basic ${Buffer.from('reader:s3cret-of-index').toString('base64')}`;
	const server = createServer((request, response) => {
		const path = request.url ?? '';
		requests.push(path);
		if (request.headers.authorization !== login) {
			response.writeHead(401, { 'www-authenticate': 'Basic realm="index"' }).end();
			return;
		}
		const wheel = wheels.find(({ file }) => path === `/files/${file}`);
		if (wheel) {
			response.writeHead(200).end(wheel.bytes);
			return;
		}
		const project = /^\/simple\/([\w-]+)\/$/.exec(path)?.[1];
		const page = wheels.filter(({ name }) => name === project);
		if (page.length === 0) response.writeHead(404).end('Not found');
		else if (form === 'json') sendJson(page);
		else sendHtml(page);

		function sendJson(listed: Wheel[]): void {
			const files = listed.map((each) => ({
				filename: each.file,
				url: `../../files/${each.file}`,
				hashes: { sha256: told(each) },
				...(each.requiresPython ? { 'requires-python': each.requiresPython } : {}),
				yanked: each.isYanked ?? false,
			}));
			const body = { meta: { 'api-version': '1.0' }, name: project, files };
			response
				.writeHead(200, { 'content-type': 'application/vnd.pypi.simple.v1+json' })
				.end(JSON.stringify(body));
		}

		function sendHtml(listed: Wheel[]): void {
			const links = listed.map((each) => {
				const python = each.requiresPython
					? ` data-requires-python="${each.requiresPython.replace('>', '&gt;')}"`
					: '';
				const yanked = each.isYanked ? ' data-yanked=""' : '';
				return `<a href="../../files/${each.file}#sha256=${told(each)}"${python}${yanked}>${each.file}</a><br/>`;
			});
			response
				.writeHead(200, { 'content-type': 'text/html' })
				.end(`<!DOCTYPE html><html><body>${links.join('\n')}</body></html>`);
		}
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	const port = typeof address === 'object' ? address?.port : 0;
	return {
		root,
		indexUrl: `http://reader:s3cret-of-index@127.0.0.1:${port ?? 0}/simple`,
		requests,
		async add(name, version, options = {}) {
			const file = `${name.replace('-', '_').replace('-', '_')}-${version}-py3-none-any.whl`;
			const path = join(folder, file);
			await run('python3', ['-c', makeWheel, path, name, version, options.requires ?? '']);
			const bytes = await readFile(path);
			const sha256 = createHash('sha256').update(bytes).digest('hex');
			wheels.push({ ...options, name, file, sha256, bytes });
			return sha256;
		},
		pin: (text) => writeFile(requirements, text),
		pinned: () => readFile(requirements, 'utf8'),
		async installed(module) {
			const file = join(root, '.tools', module, '__init__.py');
			const text = await readFile(file, 'utf8').catch(() => '');
			return /"(.+)"/.exec(text)?.[1] ?? null;
		},
		async close() {
			server.close();
			server.closeAllConnections();
			await once(server, 'close');
			await rm(folder, { recursive: true, force: true });
		},
	};
}

function told({ sha256, isForged }: Wheel): string {
	return isForged ? '0'.repeat(64) : sha256;
}
