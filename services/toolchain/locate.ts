import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../../lib/errors';
import type { Settings } from '../settings';
import { findExecutable, isExecutable } from './findExecutable';

export interface Tools {
	/** `env` is to be added to the environment it runs in. */
	ytDlp: { command: string[]; env: Record<string, string> };
	ffmpegPath: string;
	/** Null: the Temporal SDK may download one. */
	temporalCliPath: string | null;
	/** yt-dlp's JavaScript runtime; null: give it `nodePath`. */
	denoPath: string | null;
	/** This process's own Node, which is 24. */
	nodePath: string;
}

export interface LocateOptions {
	tools: Settings['tools'];
	/** The checkout, which holds `.tools` and `node_modules`. */
	root: string;
	/** `$PATH`. */
	path: string;
}

/**
 * Where the programs are that 14ms runs: the explicit setting, else `.tools/`, else PATH. A setting that names no program
 * is never silently replaced. Problem bad_settings or tool_missing, with every sentence in `extra.mistakes`.
 */
export async function locateTools(options: LocateOptions): Promise<Tools> {
	const problems: Problem[] = [];
	const noting = async <T>(found: Promise<T>): Promise<T | null> => {
		try {
			return await found;
		} catch (error) {
			if (!(error instanceof Problem)) throw error;
			problems.push(error);
			return null;
		}
	};
	const ytDlp = await noting(locateYtDlp(options));
	const ffmpegPath = await noting(locateFfmpeg(options));
	const temporalCliPath = await noting(locateTemporal(options));
	const denoPath = await locateDeno(options);
	if (!ytDlp || !ffmpegPath || problems.length > 0) throw together(problems);
	return { ytDlp, ffmpegPath, temporalCliPath, denoPath, nodePath: process.execPath };
}

async function locateYtDlp({ tools, root, path }: LocateOptions): Promise<Tools['ytDlp']> {
	if (tools.ytDlpPath) {
		await checkSetting('YT_DLP_PATH', tools.ytDlpPath);
		return { command: [tools.ytDlpPath], env: {} };
	}
	const toolsFolder = join(root, '.tools');
	if (await isFolder(join(toolsFolder, 'yt_dlp'))) {
		const python = await findExecutable('python3', path);
		if (python) return { command: [python, '-m', 'yt_dlp'], env: { PYTHONPATH: toolsFolder } };
		throw new Problem(
			'tool_missing',
			'python3 was not found on PATH: yt-dlp needs it. Install Python 3.11 or newer.',
		);
	}
	const onPath = await findExecutable('yt-dlp', path);
	if (onPath) return { command: [onPath], env: {} };
	throw missing('yt-dlp', 'YT_DLP_PATH');
}

async function locateFfmpeg({ tools, root, path }: LocateOptions): Promise<string> {
	if (tools.ffmpegPath) return checkSetting('FFMPEG_PATH', tools.ffmpegPath);
	const found = (await bundledFfmpeg(root)) ?? (await findExecutable('ffmpeg', path));
	if (!found) throw missing('ffmpeg', 'FFMPEG_PATH');
	return found;
}

/** The imageio-ffmpeg wheel calls its one binary `ffmpeg-<platform>-v<version>`. */
async function bundledFfmpeg(root: string): Promise<string | null> {
	const folder = join(root, '.tools/imageio_ffmpeg/binaries');
	const names = await readdir(folder).catch(() => []);
	for (const name of names.filter((each) => each.startsWith('ffmpeg-'))) {
		if (await isExecutable(join(folder, name))) return join(folder, name);
	}
	return null;
}

async function locateTemporal({ tools, root, path }: LocateOptions): Promise<string | null> {
	if (tools.temporalCliPath) return checkSetting('TEMPORAL_CLI_PATH', tools.temporalCliPath);
	const bundled = join(root, '.tools/bin/temporal');
	return (await isExecutable(bundled)) ? bundled : findExecutable('temporal', path);
}

async function locateDeno({ root, path }: LocateOptions): Promise<string | null> {
	const bundled = join(root, 'node_modules/deno/deno');
	return (await isExecutable(bundled)) ? bundled : findExecutable('deno', path);
}

async function checkSetting(name: string, value: string): Promise<string> {
	if (await isExecutable(value)) return value;
	const what = (await stat(value).catch(() => null))
		? 'is no program that may be run'
		: 'does not exist';
	throw new Problem(
		'bad_settings',
		`${name} is ${value}, which ${what}. Correct it, or remove it to use the one that comes with 14ms.`,
	);
}

function missing(tool: string, setting: string): Problem {
	return new Problem(
		'tool_missing',
		`${tool} was not found. Run \`npm run tools\`, or set ${setting} to where it is.`,
	);
}

function together(problems: Problem[]): Problem {
	const mistakes = problems.map((problem) => problem.message);
	return new Problem(problems[0]?.code ?? 'tool_missing', mistakes.join(' '), { mistakes });
}

async function isFolder(path: string): Promise<boolean> {
	return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}
