import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import axios from 'axios';
import { Problem } from '../../lib/errors';
import { parseIndexPage, type IndexFile } from '../../lib/tools/simpleIndex';
import type { Agents } from '../http/agents';

const run = promisify(execFile);
const pypi = 'https://pypi.org/simple';
const timeoutMs = 60_000;
const largestPageBytes = 50_000_000;
const accept =
	'application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.9, text/html;q=0.8';

/** A Python package index (PEP 503 and 691). Its URL may hold a password and is never shown; its host is. */
export interface PythonIndex {
	/** Problem tools_not_updated when the index does not answer. */
	filesOf(project: string): Promise<IndexFile[]>;
	download(file: IndexFile, project: string): Promise<Buffer>;
}

export function createPythonIndex(indexUrl: string, agents: Agents): PythonIndex {
	return {
		async filesOf(project) {
			const page = pageOf(project);
			const body = await get(page, accept);
			const files = parseIndexPage(body.toString('utf8'));
			if (files) return files;
			throw notUpdated(`What ${page.host} says about ${project} is no package index page`);
		},
		download: (file, project) => get(withLogin(new URL(file.url, pageOf(project))), '*/*'),
	};

	function pageOf(project: string): URL {
		return new URL(`${indexUrl.replace(/\/+$/, '')}/${project}/`);
	}

	/** Like pip: the index's user and password are for the index's own host only. */
	function withLogin(url: URL): URL {
		const index = new URL(indexUrl);
		if (url.origin === index.origin && url.username === '') {
			url.username = index.username;
			url.password = index.password;
		}
		return url;
	}

	async function get(url: URL, accepted: string): Promise<Buffer> {
		try {
			const { data } = await axios.get<ArrayBuffer>(url.href, {
				...agents,
				headers: { Accept: accepted, 'User-Agent': '14ms' },
				responseType: 'arraybuffer',
				maxContentLength: largestPageBytes,
				signal: AbortSignal.timeout(timeoutMs),
			});
			return Buffer.from(data);
		} catch (error) {
			throw notUpdated(`${url.host} ${whyNot(error)}`);
		}
	}
}

function notUpdated(what: string): Problem {
	return new Problem(
		'tools_not_updated',
		`${what}: nothing was changed. Check the network and pip's index-url, then try again.`,
	);
}

/** Never the error's own message, which may hold the URL. */
function whyNot(error: unknown): string {
	if (axios.isCancel(error)) return 'took too long to answer';
	if (axios.isAxiosError(error) && error.response)
		return `answered HTTP ${error.response.status}`;
	const code =
		axios.isAxiosError(error) && /^[A-Z_]+$/.test(error.code ?? '') ? error.code : null;
	return code ? `did not answer (${code})` : 'did not answer';
}

/** The environment that python3 and pip run in. */
export type Environment = Record<string, string | undefined>;

/** What pip itself would use: its environment first, then its files, else PyPI. */
export async function pipIndexUrl(env: Environment): Promise<string> {
	const { stdout } = await run('python3', ['-m', 'pip', 'config', 'list'], { env }).catch(() => {
		throw new Problem(
			'tool_missing',
			'python3 with pip was not found: install Python 3.11 or newer with pip.',
		);
	});
	for (const key of [':env:.index-url', 'install.index-url', 'global.index-url']) {
		const line = stdout.split('\n').find((each) => each.startsWith(`${key}=`));
		const url = line?.slice(key.length + 1).replace(/^['"]|['"]\s*$/g, '');
		if (url && URL.canParse(url)) return url;
	}
	return pypi;
}

/** e.g. `3.11.7` */
export async function pythonVersion(env: Environment): Promise<string> {
	const code = 'import sys; print("%d.%d.%d" % sys.version_info[:3])';
	const { stdout } = await run('python3', ['-c', code], { env });
	return stdout.trim();
}
