import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SampleVideo } from '../../../sandbox/samples/SampleVideo';
import { membersOf } from '../../../services/youtube/processGroup';
import {
	type Bench,
	ffmpegPath,
	namesIn,
	patience,
	samples,
	until,
	youtubeBench,
} from './youtubeBench';

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

afterEach(() => {
	bench.standIn.setFault({});
	bench.standIn.forget();
});

afterAll(() => bench.close());

async function sha256(path: string): Promise<string> {
	return createHash('sha256')
		.update(await readFile(path))
		.digest('hex');
}

const pictureOf = (video: SampleVideo) => video.formats.find(({ itag }) => itag === 136);

function dataRequests(itag: number) {
	return bench.standIn.requests().filter((request) => request.itag === itag);
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
		});
	});

	test('takes an id that begins with a dash and words in any script', async () => {
		const { title } = await bench.client().metadata(dashed.id, patience());
		expect(title).toBe(dashed.title);
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
		const path = await download(unready.id, 'vp9');
		expect(path).toMatch(/242\+251\.\d+\.webm$/);
	});

	test('never takes sound alone for the video', async () => {
		bench.standIn.setFault({ itags: [140] });
		await expect(download(small.id, 'sound')).rejects.toMatchObject({
			code: 'youtube_no_format',
		});
	});

	test('takes an id that begins with a dash, into a folder with odd characters', async () => {
		const path = await download(dashed.id, 'odd %(id)s ünd “so”');
		expect(path).toContain('odd %(id)s ünd “so”/-X3u7Rn-s0_.136+140.');
		expect((await stat(path)).size).toBeGreaterThan(1_000_000);
	});

	test('goes on with other formats in other files when YouTube changes its list', async () => {
		const folder = join(bench.folder, 'changed');
		await killedDownload(folder, { itags: [136, 140] });
		expect(await namesIn(folder)).toContainEqual(expect.stringMatching(/f136\.mp4\.part$/));

		bench.standIn.setFault({ itags: [18] });
		const path = await download(small.id, 'changed');
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
		const path = await download(small.id, 'resume');
		const [first, ...others] = dataRequests(136);
		expect(first?.range).toMatch(new RegExp(`^bytes=${partBytes}-`));
		expect(others).toEqual([]);
		const wholeBytes = pictureOf(small)?.sizeBytes ?? 0;
		expect(first?.data?.sentBytes).toBe(wholeBytes - partBytes);

		const clean = await download(small.id, 'clean');
		expect(await sha256(path)).toBe(await sha256(clean));
	});

	test('a new download into a folder ends the one that still writes there', async () => {
		bench.standIn.setFault({ slow: { bytesPerSecond: 200_000 } });
		const folder = join(bench.folder, 'takeover');
		const older = download(small.id, 'takeover', { retries: 0 }).catch(
			(error: unknown) => error,
		);
		const pgid = await groupIn(folder);
		bench.standIn.setFault({});
		const path = await download(small.id, 'takeover');
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

		expect((await stat(await download(small.id, 'merging'))).size).toBeGreaterThan(1_000_000);
	});

	test('before the start nothing is started', async () => {
		const signal = AbortSignal.abort(new Error('too late'));
		await expect(bench.client().metadata(small.id, signal)).rejects.toThrow('too late');
		expect(bench.standIn.requests()).toEqual([]);
	});
});

describe('what the child process gets', () => {
	test('the cookies file is sent, and neither changed nor left lying about', async () => {
		const cookiesFile = join(bench.folder, 'cookies.txt');
		const jar =
			'# Netscape HTTP Cookie File\n.youtube.com\tTRUE\t/\tTRUE\t2000000000\tPREF\tf6=80\n';
		await writeFile(cookiesFile, jar, { mode: 0o400 });
		const client = bench.client({ cookiesFile });
		await client.metadata(small.id, patience());
		expect(bench.standIn.requests().some(({ hasCookies }) => hasCookies)).toBe(true);
		const folder = join(bench.folder, 'cookies');
		await client.download(small.id, folder, {
			signal: patience(),
			onProgress: () => undefined,
		});
		expect(await readFile(cookiesFile, 'utf8')).toBe(jar);
		expect(await namesIn(folder)).toEqual([expect.stringMatching(/\.mp4$/)]);
	});

	test('a cookies file that is none asks for a person', async () => {
		const cookiesFile = join(bench.folder, 'none.txt');
		await writeFile(cookiesFile, '{"cookies": []}');
		const attempt = bench.client({ cookiesFile }).metadata(small.id, patience());
		await expect(attempt).rejects.toMatchObject({ code: 'youtube_needs_cookies' });
		const missing = bench.client({ cookiesFile: join(bench.folder, 'missing.txt') });
		await expect(missing.metadata(small.id, patience())).rejects.toMatchObject({
			code: 'youtube_needs_cookies',
		});
	});

	test('no secret of 14ms is in its environment, and the proxy’s password not on its command line', async () => {
		const folder = join(bench.folder, 'env');
		await mkdir(folder);
		const spy = join(folder, 'spy');
		await writeFile(spy, '#!/bin/sh\n{ env; echo "args: $*"; } > seen.txt\nexit 1\n');
		await chmod(spy, 0o755);
		const client = bench.client({
			ytDlp: {
				command: [spy],
				env: {
					...process.env,
					TIKTOK_CLIENT_SECRET: 'hush',
					OPERATOR_TOKEN: 'hush',
					SECRET_KEYS: 'hush',
				},
			},
			proxy: 'http://me:password@127.0.0.1:9',
			retries: 0,
		});
		const attempt = client.download(small.id, folder, {
			signal: patience(),
			onProgress: () => undefined,
		});
		await expect(attempt).rejects.toMatchObject({ code: 'youtube_failed' });
		const seen = await readFile(join(folder, 'seen.txt'), 'utf8');
		expect(seen).not.toContain('hush');
		expect(seen).toContain('HTTPS_PROXY=http://me:password@127.0.0.1:9');
		expect(seen.slice(seen.indexOf('args: '))).not.toContain('password');
		expect(seen).toContain('--ignore-config');
		expect(seen).toContain('--compat-options no-certifi');
		expect(seen).not.toContain('--no-warnings');
	});

	test('a yt-dlp that is not there has a sentence', async () => {
		const client = bench.client({ ytDlp: { command: ['/nowhere/yt-dlp'], env: {} } });
		await expect(client.version()).rejects.toMatchObject({ code: 'tool_missing' });
		await expect(client.metadata(small.id, patience())).rejects.toMatchObject({
			code: 'tool_missing',
		});
	});
});

function download(
	id: string,
	folder: string,
	changes: Parameters<Bench['client']>[0] = {},
): Promise<string> {
	return bench.client(changes).download(id, join(bench.folder, folder), {
		signal: patience(),
		onProgress: () => undefined,
	});
}

/** The group that downloads into `folder`, once it has said so. */
function groupIn(folder: string): Promise<number> {
	return until(async () => {
		const note = await readFile(join(folder, 'pgid'), 'utf8').catch(() => '');
		return note && Number(/"pgid":(\d+)/.exec(note)?.[1]);
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
