import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { Problem } from '../../lib/errors';
import { processEnvironment } from '../config';

export interface FfmpegRun {
	ffmpegPath: string;
	/** Kills ffmpeg; the promise then rejects with the signal's reason. */
	signal?: AbortSignal;
	/** Each line on stdout. */
	onLine?: (line: string) => void;
}

/** ffmpeg's own words (the end of its stderr), when it did not end well. */
export class FfmpegError extends Error {
	override readonly name = 'FfmpegError';
}

/** Resolves to what ffmpeg said on stderr when it ended well. Throws FfmpegError, or Problem tool_missing when it cannot be started. */
export async function runFfmpeg(args: string[], run: FfmpegRun): Promise<string> {
	const { ffmpegPath, signal, onLine } = run;
	signal?.throwIfAborted();
	const child = spawn('/bin/sh', ['-c', watched, '14ms-ffmpeg', ffmpegPath, ...args], {
		stdio: ['pipe', 'pipe', 'pipe'],
		detached: true,
		env: environment(),
	});
	const killGroup = (): void => {
		if (child.pid !== undefined) killQuietly(-child.pid);
	};
	signal?.addEventListener('abort', killGroup, { once: true });
	let words = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		words = (words + text).slice(-keptWords);
	});
	createInterface({ input: child.stdout }).on('line', (line) => onLine?.(line));
	// The pipe only has to be open; a child that died before us is told by its exit.
	child.stdin.on('error', () => undefined);
	try {
		const code = await new Promise<number | null>((resolve, reject) => {
			child.once('error', reject).once('close', resolve);
		});
		signal?.throwIfAborted();
		if (code === 126 || code === 127) throw cannotStart(ffmpegPath);
		if (code === 0) return words.trim();
		throw new FfmpegError(words.trim() || `ffmpeg ended with ${code ?? 'a signal'}`);
	} finally {
		signal?.removeEventListener('abort', killGroup);
	}
}

const keptWords = 4_000;

const passedOn = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'LC_ALL', 'LD_LIBRARY_PATH'];

/** ffmpeg reads what strangers may have made, so nothing of ours that is secret is within its reach. */
function environment(): Record<string, string | undefined> {
	const own = processEnvironment();
	return Object.fromEntries(passedOn.map((name) => [name, own[name]]));
}

/**
 * Runs "$@" and kills it when our end of stdin closes: a 14ms that was killed by SIGKILL leaves no ffmpeg behind.
 * Exits with the code of "$@".
 */
const watched = `
exec 3<&0
"$@" </dev/null 3<&- & child=$!
( read -r _ <&3; kill -KILL "$child" ) >/dev/null 2>&1 & watcher=$!
exec 3<&-
wait "$child"; code=$?
kill -KILL "$watcher" 2>/dev/null
exit "$code"
`;

function killQuietly(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch {
		// It ended by itself in the meantime.
	}
}

function cannotStart(ffmpegPath: string): Problem {
	return new Problem(
		'tool_missing',
		`ffmpeg (${basename(ffmpegPath)}) could not be started. Run \`npm run tools\`, or set FFMPEG_PATH to one that works.`,
	);
}
