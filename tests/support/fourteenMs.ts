import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';

export const root = resolve(__dirname, '../..');
const command = join(root, 'bin', '14ms');

/** How a process ended, and all it said. */
export interface Ended {
	exitCode: number | null;
	stdout: string;
	stderr: string;
}

/** A running `14ms …`. */
export interface Running {
	readonly pid: number;
	readonly ended: Promise<Ended>;
	stdout(): string;
	stderr(): string;
	/** The first line of stdout or stderr that matches; rejects if the process ends without it. */
	line(match: RegExp): Promise<string>;
	kill(signal: NodeJS.Signals): void;
	/** Stops reading what it says. */
	hangUp(): void;
}

export interface HowToRun {
	cwd?: string;
	/** What runs it; default: bin/14ms itself. */
	through?: string[];
	/** Default: there, but empty. */
	stdin?: 'empty' | 'closed';
}

/** Starts the real command as a process of its own, with `env` as its whole environment. */
export function fourteenMs(args: string[], env: Record<string, string>, how: HowToRun): Running {
	const { cwd, through = [command], stdin = 'empty' } = how;
	const whole = [...through, ...args];
	// spawn() always gives a stdin; only a shell can start a program without one.
	const [program = '', ...rest] =
		stdin === 'closed' ? ['sh', '-c', 'exec "$@" <&-', 'sh', ...whole] : whole;
	const child = spawn(program, rest, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
	let [stdout, stderr] = ['', ''];
	const look = new Set<() => void>();
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		stdout += text;
		for (const again of look) again();
	});
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		stderr += text;
		for (const again of look) again();
	});
	const ended = once(child, 'close').then(() => ({ exitCode: child.exitCode, stdout, stderr }));
	return {
		pid: child.pid ?? 0,
		ended,
		stdout: () => stdout,
		stderr: () => stderr,
		line: (match) =>
			new Promise((found, reject) => {
				const again = (): void => {
					const lines = `${stdout}\n${stderr}`.split('\n');
					const line = lines.find((each) => match.test(each));
					if (line === undefined) return;
					look.delete(again);
					found(line);
				};
				look.add(again);
				again();
				void ended.then(() => {
					reject(new Error(`It ended without ${match}:\n${stdout}\n${stderr}`));
				});
			}),
		kill: (signal) => void child.kill(signal),
		hangUp() {
			child.stdout.destroy();
			child.stderr.destroy();
		},
	};
}
