import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeSamples } from '../../../sandbox/samples/makeSamples';
import { ffmpegPath, namesIn, samples } from '../../services/youtube/youtubeBench';

/** ffmpeg's own words about a file; decoding it whole shows that it is not broken. */
async function decoded(path: string): Promise<string> {
	const { stderr } = await promisify(execFile)(ffmpegPath, [
		...['-hide_banner', '-nostdin', '-xerror', '-i', path, '-f', 'null', '-'],
	]);
	return stderr;
}

test('each sample is what its name says', async () => {
	const [small, large, odd, long, wide] = await samples(
		'small',
		'large',
		'needsTranscoding',
		'threeMinutes',
		'landscape',
	);
	const total = (video: typeof small) =>
		video?.formats.filter(({ itag }) => itag !== 18).reduce((sum, f) => sum + f.sizeBytes, 0);
	expect(total(small)).toBeLessThan(5_000_000);
	expect(total(large)).toBeGreaterThan(64_000_000);
	expect(total(large)).toBeLessThan(76_000_000);
	expect(odd?.formats.map(({ mimeType }) => mimeType)).toEqual([
		'video/webm; codecs="vp9"',
		'audio/webm; codecs="opus"',
	]);
	expect(odd?.formats[0]?.picture).toEqual({ widthPx: 240, heightPx: 426, fps: 15 });
	expect(long).toMatchObject({ durationSec: 180, isShort: true });
	expect(wide).toMatchObject({ durationSec: 200, isShort: false, width: 1280, height: 720 });
	for (const video of [small, large, odd, long, wide]) {
		expect(video?.id).toMatch(/^[\w-]{11}$/);
		for (const { path, sizeBytes } of video?.formats ?? []) {
			expect((await stat(path)).size).toBe(sizeBytes);
		}
	}
});

test('the files hold what the player API will say of them', async () => {
	const [small, odd, long] = await samples('small', 'needsTranscoding', 'threeMinutes');
	const words = await Promise.all(
		[small, odd, long]
			.flatMap((video) => video?.formats ?? [])
			.map(({ path }) => decoded(path)),
	);
	expect(words[0]).toMatch(/Duration: 00:00:0[67]\.\d+[^]*h264[^]*720x1280[^]*30 fps/);
	expect(words[1]).toMatch(/Duration: 00:00:07[^]*aac[^]*48000 Hz/);
	expect(words[2]).toMatch(/h264[^]*360x640[^]*aac/);
	expect(words[3]).toMatch(/vp9[^]*240x426[^]*15 fps/);
	expect(words[4]).toMatch(/opus/);
	expect(words[5]).toMatch(/Duration: 00:0(?:2:59|3:00)\.\d+[^]*360x640/);
});

test('a sample is made once, and a cut-off run leaves nothing that looks finished', async () => {
	const dir = await mkdtemp(join(tmpdir(), '14ms-test-samples-'));
	try {
		await expect(
			makeSamples({ dir, ffmpegPath: '/nowhere/ffmpeg', only: ['small'] }),
		).rejects.toThrow('ENOENT');
		expect(await namesIn(dir)).toEqual([]);

		const [[first], [second]] = await Promise.all([
			makeSamples({ dir, ffmpegPath, only: ['needsTranscoding'] }),
			makeSamples({ dir, ffmpegPath, only: ['needsTranscoding'] }),
		]);
		expect(second).toEqual(first);
		expect(await namesIn(dir)).toEqual([expect.stringMatching(/^needsTranscoding-\w+$/)]);
		// The second time no ffmpeg is needed.
		const again = await makeSamples({
			dir,
			ffmpegPath: '/nowhere/ffmpeg',
			only: ['needsTranscoding'],
		});
		expect(again).toEqual([first]);
	} finally {
		await rm(dir, { recursive: true, force: true });
	}
});
