import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Problem } from '../../lib/errors';
import { killGroup } from './processGroup';

export interface YtDlpEnd {
	/** Null when a signal ended it. */
	exitCode: number | null;
	/** Its last 64 KiB. */
	stderr: string;
}

const keptStderrBytes = 65_536;

/**
 * Runs yt-dlp in a process group of its own, so that its ffmpeg and Deno end with it: at an abort (then throws the
 * signal's reason, once none of them is left) and when this process exits.
 * Throws Problem tool_missing when it cannot be started.
 */
export async function runYtDlp(options: {
	/** Program and its first arguments. */
	command: string[];
	args: string[];
	env: Record<string, string>;
	cwd: string;
	signal: AbortSignal;
	onLine: (line: string) => void;
	onStart?: (pgid: number) => void;
}): Promise<YtDlpEnd> {
	const { command, args, env, cwd, signal, onLine, onStart } = options;
	signal.throwIfAborted();
	const [program = '', ...first] = command;
	const child = spawn(program, [...first, ...args], {
		...{ cwd, env, detached: true },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const pgid = child.pid;
	const ended = new Promise<number | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	});
	if (pgid === undefined) {
		await ended.catch(() => undefined);
		throw new Problem(
			'tool_missing',
			`“${program}” could not be started: run \`npm run tools\`, or check YT_DLP_PATH and that python3 is installed.`,
		);
	}
	live.add(pgid);
	const killing: Promise<void>[] = [];
	const kill = (): void => void killing.push(killGroup(pgid));
	signal.addEventListener('abort', kill, { once: true });

	let stderr = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		stderr = (stderr + text).slice(-keptStderrBytes);
	});
	// A listener of ours that fails (a full disk, say) stops the run instead of this process.
	const failures: unknown[] = [];
	const guarded = (work: () => void): void => {
		try {
			work();
		} catch (error) {
			failures.push(error);
			kill();
		}
	};
	createInterface({ input: child.stdout }).on('line', (line) => guarded(() => onLine(line)));
	guarded(() => onStart?.(pgid));
	try {
		const exitCode = await ended;
		await Promise.all(killing);
		signal.throwIfAborted();
		if (failures.length > 0) throw failures[0];
		return { exitCode, stderr };
	} finally {
		signal.removeEventListener('abort', kill);
		live.delete(pgid);
	}
}

const live = new Set<number>();

process.on('exit', () => {
	for (const pgid of live) {
		try {
			process.kill(-pgid, 'SIGKILL');
		} catch {
			// It has just ended.
		}
	}
});
