import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const command = join(__dirname, '..', 'bin', '14ms');

/** A running `14ms …`. */
export interface Running {
	readonly pid: number;
	/** What it has printed on stdout so far. */
	output(): string;
	/** Resolves with the first stdout line that `match` accepts; rejects if it ends before. */
	line(match: RegExp): Promise<string>;
	/** Resolves to its exit code. */
	readonly ended: Promise<number | null>;
	kill(): void;
	/** SIGTERM, and waits. */
	stop(): Promise<void>;
}

/** Starts the real command as anyone would, with `env` as its whole environment beside PATH and HOME. */
export function fourteenMs(
	args: string[],
	{
		env,
		cwd,
		showProgress = false,
	}: { env: NodeJS.ProcessEnv; cwd: string; showProgress?: boolean },
): Running {
	const stdio: StdioOptions = ['ignore', 'pipe', showProgress ? 'inherit' : 'ignore'];
	const child = spawn(command, args, { env, cwd, stdio });
	let text = '';
	child.stdout?.setEncoding('utf8').on('data', (more: string) => {
		text += more;
	});
	const exit = once(child, 'exit').then(() => child.exitCode);
	return {
		pid: child.pid ?? 0,
		output: () => text,
		ended: exit,
		line: (match) => firstLine(child, match, () => text, args),
		kill: () => void child.kill('SIGKILL'),
		async stop() {
			if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
			await exit;
		},
	};
}

function firstLine(
	child: ChildProcess,
	match: RegExp,
	text: () => string,
	args: string[],
): Promise<string> {
	return new Promise((resolve, reject) => {
		const look = (): void => {
			const found = text()
				.split('\n')
				.find((line) => match.test(line));
			if (found !== undefined) resolve(found);
		};
		child.stdout?.on('data', look);
		child.once('exit', () => {
			reject(new Error(`\`14ms ${args.join(' ')}\` ended before it was ready.\n${text()}`));
		});
		look();
	});
}
