import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createMedia } from '../../../../services/media/createMedia';
import { useMediaBench } from '../mediaBench';
import { aac, ffmpegPath, h264, makeSample } from '../sampleMaker';
import { waitUntil } from '../waitUntil';

const { root, fresh, log, media, prepare } = useMediaBench();

/** The real ffmpeg, reading no faster than one would watch: it needs half a minute for what `makeLong` makes. */
const slowFfmpegPath = join(root, 'slow-ffmpeg');
beforeAll(() => {
	writeFileSync(slowFfmpegPath, `#!/bin/sh\nexec '${ffmpegPath}' -re "$@"\n`, { mode: 0o755 });
});
/** Far less than ffmpeg would need to end by itself. */
const soonMs = 10_000;

const makeLong = (path: string): string =>
	makeSample(path, ['-c:v', 'mpeg4', '-q:v', '20', ...aac], { durationSec: 30 });

test('an abort stops ffmpeg at once and leaves nothing half made', async () => {
	const path = makeLong(fresh('a.mp4'));
	const stop = new AbortController();
	const reason = new Error('The person cancelled.');
	let abortedAtMs = 0;
	const running = createMedia({ mediaRoot: root, ffmpegPath: slowFfmpegPath, log }).prepare(
		path,
		{ maxDurationSec: 180 },
		{
			signal: stop.signal,
			onProgress: () => {
				abortedAtMs ||= Date.now();
				stop.abort(reason);
			},
		},
	);
	await expect(running).rejects.toBe(reason);
	await waitUntil(() => commandsNaming(dirname(path)).length === 0, soonMs);
	expect(Date.now() - abortedAtMs).toBeLessThan(soonMs);
	expect(readdirSync(dirname(path))).toEqual(['a.mp4']);
});

test('an abort before the start does nothing', async () => {
	const path = makeSample(fresh('a.mp4'), h264);
	const signal = AbortSignal.abort(new Error('Too late.'));
	const options = { signal, onProgress: () => undefined };
	await expect(media.prepare(path, { maxDurationSec: 180 }, options)).rejects.toThrow(
		'Too late.',
	);
});

test('a killed 14ms leaves no ffmpeg running, and the next run starts clean', async () => {
	const path = makeLong(fresh('a.mp4'));
	const program = spawn(
		process.execPath,
		['--import', 'tsx', resolve(__dirname, '../prepareForever.ts'), slowFfmpegPath, path],
		{ stdio: 'inherit' },
	);
	await waitUntil(() => commandsNaming(path).some((command) => command.startsWith(ffmpegPath)));
	await waitUntil(() => readdirSync(dirname(path)).some((name) => name.endsWith('.making')));
	program.kill('SIGKILL');
	await waitUntil(() => commandsNaming(dirname(path)).length === 0, soonMs);

	expect(readdirSync(dirname(path))).not.toContain('prepared.json');
	expect(await prepare(path)).toMatchObject({ contentType: 'video/mp4' });
	expect(readdirSync(dirname(path)).toSorted()).toEqual([
		'a.mp4',
		'a.prepared.mp4',
		'prepared.json',
	]);
});

/** Command lines of living processes that name `text`, as far as Linux tells. */
function commandsNaming(text: string): string[] {
	const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
	return pids.map(commandOf).filter((command) => command.includes(text));
}

function commandOf(pid: string): string {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
	} catch {
		return '';
	}
}
