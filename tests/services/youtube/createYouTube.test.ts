import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SampleVideo } from '../../../sandbox/samples/SampleVideo';
import { type Bench, caught, namesIn, patience, samples, youtubeBench } from './youtubeBench';

let bench: Bench;
let small: SampleVideo;
let large: SampleVideo;
let dashed: SampleVideo;
let unready: SampleVideo;

beforeAll(async () => {
	const made = await samples('small', 'large', 'landscape', 'needsTranscoding');
	const [first, second, , fourth] = made;
	if (!first || !second || !fourth) throw new Error('Samples are missing.');
	[small, large, unready] = [first, second, fourth];
	dashed = { ...small, id: '-X3u7Rn-s0_', title: '“Quotes”, <b>&amp;</b> \\ and 日本語 🎬' };
	bench = await youtubeBench([...made, dashed]);
});

afterEach(() => bench.calm());

afterAll(() => bench.close());

async function sha256(path: string): Promise<string> {
	return createHash('sha256')
		.update(await readFile(path))
		.digest('hex');
}

describe('metadata', () => {
	test('tells what YouTube tells', async () => {
		const facts = await bench.client().metadata(small.id, patience());
		expect(facts).toEqual({
			title: small.title,
			description: small.description,
			channel: small.channel,
			channelId: small.channelId,
			durationSec: 7,
			widthPx: 720,
			heightPx: 1280,
			isShort: true,
			publishedAt: new Date(small.publishedAt),
		});
	});

	test('takes an id that begins with a dash and words in any script', async () => {
		const { title } = await bench.client().metadata(dashed.id, patience());
		expect(title).toBe(dashed.title);
	});

	test('tells how the video does, as far as its page does', async () => {
		const counted: string[] = [];
		const countCall = (endpoint: string) => Promise.resolve(void counted.push(endpoint));
		const numbers = await bench.client({ countCall }).numbers(small.id, patience());
		expect(numbers).toEqual({ views: 14, likes: null, comments: null });
		expect(counted).toEqual(['yt-dlp numbers']);
	});

	test('knows what is no Short', async () => {
		const facts = await bench.client().metadata('w1de_Scr33n', patience());
		expect(facts).toMatchObject({ isShort: false, widthPx: 1280, heightPx: 720 });
	});

	test('works with this Node when there is no Deno, and counts its calls', async () => {
		const counted: string[] = [];
		const client = bench.client({
			denoPath: null,
			countCall: (endpoint) => Promise.resolve(void counted.push(endpoint)),
		});
		await client.metadata(small.id, patience());
		expect(counted).toEqual(['yt-dlp metadata']);
		// Without any JavaScript runtime yt-dlp would not ask this client.
		expect(
			bench.standIn.requests().filter(({ path }) => path === '/youtubei/v1/player'),
		).toHaveLength(2);
	});

	test('says which version runs', async () => {
		expect(await bench.client().version()).toMatch(/^\d{4}\.\d\d\.\d\d/);
	});
});

describe('download', () => {
	test('merges picture and sound, counts up to the end and leaves only the file', async () => {
		const folder = join(bench.folder, 'merge');
		const seen: { doneBytes: number; totalBytes: number | null }[] = [];
		const path = await bench.client().download(large.id, folder, {
			signal: patience(),
			onProgress: (progress) => seen.push(progress),
		});
		const totalBytes = large.formats.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
		expect((await stat(path)).size).toBeGreaterThan(64_000_000);
		expect(path).toBe(join(folder, `${large.id}.136+140.${totalBytes}.mp4`));
		expect(await namesIn(folder)).toEqual([path.slice(folder.length + 1)]);
		expect(seen.length).toBeGreaterThan(3);
		expect(seen.at(-1)).toEqual({ doneBytes: totalBytes, totalBytes });
		const counts = seen.map(({ doneBytes }) => doneBytes);
		expect(counts).toEqual([...counts].sort((a, b) => a - b));

		// Again: the file is there, nothing is fetched.
		bench.standIn.forget();
		const before = await sha256(path);
		const again = await bench.client().download(large.id, folder, {
			signal: patience(),
			onProgress: () => undefined,
		});
		expect(again).toBe(path);
		expect(await sha256(path)).toBe(before);
		expect(bench.standIn.requests().filter(({ itag }) => itag !== null)).toEqual([]);
	});

	test('takes whatever has a picture when there is no H.264', async () => {
		const path = await bench.download(unready.id, 'vp9');
		expect(path).toMatch(/242\+251\.\d+\.webm$/);
	});

	test('never takes sound alone for the video', async () => {
		bench.standIn.setFault({ itags: [140] });
		expect(await caught(bench.download(small.id, 'sound'))).toMatchObject({
			code: 'youtube_no_format',
		});
	});

	test('takes an id that begins with a dash, into a folder with odd characters', async () => {
		const path = await bench.download(dashed.id, 'odd %(id)s ünd “so”');
		expect(path).toContain('odd %(id)s ünd “so”/-X3u7Rn-s0_.136+140.');
		expect((await stat(path)).size).toBeGreaterThan(1_000_000);
	});
});
