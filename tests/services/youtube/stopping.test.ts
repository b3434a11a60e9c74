import { createHash } from 'node:crypto';
import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SampleVideo } from '../../../sandbox/samples/SampleVideo';
import { membersOf } from '../../../services/youtube/processGroup';
import { type Bench, ffmpegPath, namesIn, patience, until, withSmallSample } from './youtubeBench';

let bench: Bench;
let small: SampleVideo;
withSmallSample((opened) => ({ bench, small } = opened));

async function sha256(path: string): Promise<string> {
	return createHash('sha256')
		.update(await readFile(path))
		.digest('hex');
}

function dataRequests(itag: number) {
	return bench.standIn.requests().filter((request) => request.itag === itag);
}

describe('a killed download', () => {
	test('goes on with other formats in other files when YouTube changes its list', async () => {
		const folder = join(bench.folder, 'changed');
		await killedDownload(folder, { itags: [136, 140] });
		expect(await namesIn(folder)).toContainEqual(expect.stringMatching(/f136\.mp4\.part$/));

		bench.standIn.setFault({ itags: [18] });
		const path = await bench.download(small.id, 'changed');
		const whole = small.formats.find(({ itag }) => itag === 18);
		expect(await sha256(path)).toBe(await sha256(whole?.path ?? ''));
	});

	test('after a SIGKILL it goes on at the size of the .part', async () => {
		const folder = join(bench.folder, 'resume');
		await killedDownload(folder, {});
		const [part = ''] = (await namesIn(folder)).filter((name) => name.endsWith('.part'));
		const partBytes = (await stat(join(folder, part))).size;
		expect(partBytes).toBeGreaterThan(0);

		bench.standIn.setFault({});
		bench.standIn.forget();
		const path = await bench.download(small.id, 'resume');
		const [first, ...others] = dataRequests(136);
		expect(first?.range).toMatch(new RegExp(`^bytes=${partBytes}-`));
		expect(others).toEqual([]);
		const wholeBytes = small.formats.find(({ itag }) => itag === 136)?.sizeBytes ?? 0;
		expect(first?.data?.sentBytes).toBe(wholeBytes - partBytes);

		const clean = await bench.download(small.id, 'clean');
		expect(await sha256(path)).toBe(await sha256(clean));
	});

	test('a new download into a folder ends the one that still writes there', async () => {
		bench.standIn.setFault({ slow: { bytesPerSecond: 200_000 } });
		const folder = join(bench.folder, 'takeover');
		const older = bench
			.download(small.id, 'takeover', { retries: 0 })
			.catch((error: unknown) => error);
		const pgid = await groupIn(folder);
		bench.standIn.setFault({});
		const path = await bench.download(small.id, 'takeover');
		expect(await membersOf(pgid)).toEqual([]);
		expect(await older).toMatchObject({ code: 'youtube_failed' });
		expect((await stat(path)).size).toBeGreaterThan(1_000_000);
	});
});

describe('abort', () => {
	test('ends the whole group and throws the signal’s reason', async () => {
		bench.standIn.setFault({ slow: { bytesPerSecond: 100_000 } });
		const folder = join(bench.folder, 'abort');
		const abort = new AbortController();
		const reason = new Error('asked to stop');
		const outcome = bench
			.client()
			.download(small.id, folder, {
				signal: abort.signal,
				onProgress: ({ doneBytes }) => {
					if (doneBytes > 0) abort.abort(reason);
				},
			})
			.catch((error: unknown) => error);
		const pgid = await groupIn(folder);
		expect(await outcome).toBe(reason);
		expect(await membersOf(pgid)).toEqual([]);
		expect(await namesIn(folder)).not.toContain('pgid');
	});

	test('ends an ffmpeg that is merging', async () => {
		// The real ffmpeg, started late: merging takes too short a time to be caught in it.
		const slowFfmpeg = join(bench.folder, 'ffmpeg');
		const script = `#!/bin/sh\ncase "$*" in *-i*) sleep 300;; esac\nexec "${ffmpegPath}" "$@"\n`;
		await writeFile(slowFfmpeg, script);
		await chmod(slowFfmpeg, 0o755);
		const folder = join(bench.folder, 'merging');
		const abort = new AbortController();
		const outcome = bench
			.client({ ffmpegPath: slowFfmpeg })
			.download(small.id, folder, { signal: abort.signal, onProgress: () => undefined })
			.catch((error: unknown) => error);
		const pgid = await groupIn(folder);
		await until(async () =>
			(await membersOf(pgid)).some(({ command }) => command.includes('sleep')),
		);
		abort.abort(new Error('asked to stop'));
		expect(await outcome).toMatchObject({ message: 'asked to stop' });
		expect(await membersOf(pgid)).toEqual([]);

		expect((await stat(await bench.download(small.id, 'merging'))).size).toBeGreaterThan(
			1_000_000,
		);
	});

	test('a listener that fails stops the download and is what it fails with', async () => {
		const folder = join(bench.folder, 'listener');
		const attempt = bench.client().download(small.id, folder, {
			signal: patience(),
			onProgress() {
				throw new Error('the listener failed');
			},
		});
		const pgid = groupIn(folder);
		await expect(attempt).rejects.toThrow('the listener failed');
		expect(await membersOf(await pgid)).toEqual([]);
	});

	test('before the start nothing is started', async () => {
		const signal = AbortSignal.abort(new Error('too late'));
		await expect(bench.client().metadata(small.id, signal)).rejects.toThrow('too late');
		expect(bench.standIn.requests()).toEqual([]);
	});
});

/** The group that downloads into `folder`, once it has said so. */
function groupIn(folder: string): Promise<number> {
	return until(async () => {
		const note = await readFile(join(folder, 'pgid'), 'utf8').catch(() => '');
		return Number(/"pgid":(\d+)/.exec(note)?.[1] ?? 0);
	});
}

/** Downloads slowly, and kills the group with SIGKILL once some bytes of the .part are on disk. */
async function killedDownload(folder: string, faults: { itags?: number[] }): Promise<void> {
	bench.standIn.setFault({ ...faults, slow: { bytesPerSecond: 1_500_000 } });
	const outcome = bench
		.client({ retries: 0 })
		.download(small.id, folder, { signal: patience(), onProgress: () => undefined })
		.catch((error: unknown) => error);
	const pgid = await groupIn(folder);
	await until(async () => {
		const parts = (await namesIn(folder)).filter((name) => name.endsWith('.part'));
		const sizes = await Promise.all(
			parts.map(async (name) => (await stat(join(folder, name))).size),
		);
		return sizes.some((size) => size > 0);
	});
	process.kill(-pgid, 'SIGKILL');
	expect(await outcome).toMatchObject({ code: 'youtube_failed' });
}
