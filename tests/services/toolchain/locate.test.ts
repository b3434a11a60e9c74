import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import type { Problem } from '../../../lib/errors';
import { locateTools, type LocateOptions } from '../../../services/toolchain/locate';

const noSettings = { ytDlpPath: null, ffmpegPath: null, temporalCliPath: null };
let scratch: string;
let root: string;
let bin: string;

beforeEach(() => {
	scratch = mkdtempSync(join(tmpdir(), '14ms-tools-'));
	root = join(scratch, 'checkout');
	bin = join(scratch, 'bin');
	mkdirSync(root);
	mkdirSync(bin);
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

function program(path: string): string {
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, '#!/bin/sh\n');
	chmodSync(path, 0o755);
	return path;
}

/** What `npm run tools` and `npm ci` leave. */
function install() {
	mkdirSync(join(root, '.tools/yt_dlp'), { recursive: true });
	return {
		ffmpeg: program(join(root, '.tools/imageio_ffmpeg/binaries/ffmpeg-linux-x86_64-v9.0.2')),
		temporal: program(join(root, '.tools/bin/temporal')),
		deno: program(join(root, 'node_modules/deno/deno')),
	};
}

const locate = (options: Partial<LocateOptions> = {}) =>
	locateTools({ tools: noSettings, root, path: bin, ...options });

async function problemOf(located: Promise<unknown>): Promise<Problem> {
	const problem: unknown = await located.catch((error: unknown) => error);
	expect(problem).toHaveProperty('name', 'Problem');
	return problem as Problem;
}

test('what npm run tools installed is used, before anything on PATH', async () => {
	const installed = install();
	const python = program(join(bin, 'python3'));
	for (const name of ['yt-dlp', 'ffmpeg', 'temporal', 'deno']) program(join(bin, name));
	expect(await locate()).toEqual({
		ytDlp: {
			command: [python, '-m', 'yt_dlp'],
			env: { PYTHONPATH: join(root, '.tools') },
		},
		ffmpegPath: installed.ffmpeg,
		temporalCliPath: installed.temporal,
		denoPath: installed.deno,
		nodePath: process.execPath,
	});
});

test('PATH serves when nothing is installed, in its order', async () => {
	const first = join(scratch, 'first');
	const paths = ['yt-dlp', 'ffmpeg', 'temporal', 'deno'].map((name) => program(join(bin, name)));
	const nearer = program(join(first, 'ffmpeg'));
	const path = ['', 'relative', join(scratch, 'none'), first, bin].join(delimiter);
	expect(await locate({ path })).toMatchObject({
		ytDlp: { command: [paths[0]], env: {} },
		ffmpegPath: nearer,
		temporalCliPath: paths[2],
		denoPath: paths[3],
	});
});

test('Temporal and Deno may be missing: others stand in for them', async () => {
	program(join(bin, 'yt-dlp'));
	program(join(bin, 'ffmpeg'));
	expect(await locate()).toMatchObject({
		temporalCliPath: null,
		denoPath: null,
		nodePath: process.execPath,
	});
});

test('settings come before everything', async () => {
	install();
	const own = join(scratch, 'own');
	const tools = {
		ytDlpPath: program(join(own, 'yt-dlp')),
		ffmpegPath: program(join(own, 'ffmpeg')),
		temporalCliPath: program(join(own, 'temporal')),
	};
	expect(await locate({ tools })).toMatchObject({
		ytDlp: { command: [tools.ytDlpPath], env: {} },
		ffmpegPath: tools.ffmpegPath,
		temporalCliPath: tools.temporalCliPath,
	});
});

test.each([
	['YT_DLP_PATH', 'ytDlpPath'],
	['FFMPEG_PATH', 'ffmpegPath'],
	['TEMPORAL_CLI_PATH', 'temporalCliPath'],
])('%s is never replaced silently when it is wrong', async (setting, key) => {
	install();
	program(join(bin, 'python3'));
	const absent = join(scratch, 'absent');
	const absentProblem = await problemOf(locate({ tools: { ...noSettings, [key]: absent } }));
	expect(absentProblem.code).toBe('bad_settings');
	expect(absentProblem.message).toBe(
		`${setting} is ${absent}, which does not exist. Correct it, or remove it to use the one that comes with 14ms.`,
	);
	const text = join(scratch, 'text');
	writeFileSync(text, 'no program', { mode: 0o644 });
	for (const wrong of [text, bin]) {
		const problem = await problemOf(locate({ tools: { ...noSettings, [key]: wrong } }));
		expect(problem.message).toContain(
			`${setting} is ${wrong}, which is no program that may be run.`,
		);
	}
});

test('everything that is missing is told at once, with what to do', async () => {
	const problem = await problemOf(locate());
	expect(problem.code).toBe('tool_missing');
	expect(problem.extra.mistakes).toEqual([
		'yt-dlp was not found. Run `npm run tools`, or set YT_DLP_PATH to where it is.',
		'ffmpeg was not found. Run `npm run tools`, or set FFMPEG_PATH to where it is.',
	]);
	expect(problem.message).toBe(problem.extra.mistakes?.join(' '));
});

test('yt-dlp without python3 is told', async () => {
	install();
	const problem = await problemOf(locate());
	expect(problem).toMatchObject({ code: 'tool_missing' });
	expect(problem.message).toMatch(/^python3 was not found on PATH/);
});

test('a file that may not be run is passed over', async () => {
	program(join(bin, 'yt-dlp'));
	writeFileSync(join(bin, 'ffmpeg'), '', { mode: 0o644 });
	const later = program(join(scratch, 'later/ffmpeg'));
	const path = [bin, dirname(later)].join(delimiter);
	expect(await locate({ path })).toMatchObject({ ffmpegPath: later });
});

test('the tools of this checkout run', async () => {
	const checkout = resolve(__dirname, '../../..');
	const tools = await locate({ root: checkout, path: process.env.PATH ?? '' });
	const [command = '', ...args] = tools.ytDlp.command;
	const version = execFileSync(command, [...args, '--ignore-config', '--version'], {
		env: { ...process.env, ...tools.ytDlp.env },
		encoding: 'utf8',
	});
	expect(version.trim()).toMatch(/^20\d\d\.\d+\.\d+/);
	expect(execFileSync(tools.ffmpegPath, ['-version'], { encoding: 'utf8' })).toMatch(/^ffmpeg/);
	expect(execFileSync(tools.denoPath ?? '', ['--version'], { encoding: 'utf8' })).toMatch(
		/^deno/,
	);
});
