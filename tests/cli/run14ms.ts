import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const bin = join(__dirname, '../../bin/14ms');

export interface Ended {
	exitCode: number | null;
	stdout: string;
	stderr: string;
}

export interface Running {
	child: ChildProcess;
	/** Resolves to the first line on stdout; rejects with stderr when it ends without one. */
	firstLine: Promise<string>;
	ended: Promise<Ended>;
}

/** Starts the real command in `cwd`; of this process's settings it gets PATH and HOME only. */
export function start14ms(args: string[], cwd: string, env: Record<string, string> = {}): Running {
	const { PATH, HOME } = process.env;
	const child = spawn(bin, args, {
		cwd,
		env: { PATH, HOME, ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let stdout = '';
	let stderr = '';
	const ended = new Promise<Ended>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
	});
	const firstLine = new Promise<string>((resolve, reject) => {
		child.stdout.setEncoding('utf8').on('data', (text: string) => {
			stdout += text;
			if (stdout.includes('\n')) resolve(stdout.slice(0, stdout.indexOf('\n')));
		});
		child.once('close', () => reject(new Error(stderr)));
	});
	// Whoever waits for the end only is not to stumble over it.
	firstLine.catch(() => undefined);
	child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
	return { child, firstLine, ended };
}

export function run14ms(
	args: string[],
	cwd: string,
	env: Record<string, string> = {},
): Promise<Ended> {
	return start14ms(args, cwd, env).ended;
}

export async function inFolder(use: (cwd: string) => Promise<void>): Promise<void> {
	const cwd = await mkdtemp(join(tmpdir(), '14ms-cli-'));
	try {
		await use(cwd);
	} finally {
		await rm(cwd, { recursive: true, force: true });
	}
}
