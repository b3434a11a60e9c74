import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killLeftovers } from '../../../services/youtube/killLeftovers';
import { membersOf } from '../../../services/youtube/processGroup';
import { namesIn, until } from './youtubeBench';

let mediaRoot: string;
const started: number[] = [];

beforeEach(async () => {
	mediaRoot = await mkdtemp(join(tmpdir(), '14ms-test-leftovers-'));
});

afterEach(async () => {
	for (const pgid of started.splice(0)) {
		if ((await membersOf(pgid)).length > 0) process.kill(-pgid, 'SIGKILL');
	}
	await rm(mediaRoot, { recursive: true, force: true });
});

/** A process that looks like yt-dlp at work in `folder`, as far as a process list tells. */
async function pretend(folder: string, words = 'yt_dlp'): Promise<ChildProcess & { pid: number }> {
	await mkdir(folder, { recursive: true });
	const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)', words, folder], {
		detached: true,
		stdio: 'ignore',
	});
	await once(child, 'spawn');
	const { pid } = child;
	if (pid === undefined) throw new Error('It did not start.');
	started.push(pid);
	return Object.assign(child, { pid });
}

const note = (folder: string, pgid: number, parentPid: number) =>
	writeFile(join(folder, 'pgid'), JSON.stringify({ pgid, parentPid }));

test('a download whose 14ms is gone is killed, and its cookies go too', async () => {
	const folder = join(mediaRoot, 'one');
	const { pid } = await pretend(folder);
	await note(folder, pid, 999_999_999);
	await writeFile(join(folder, '.cookies-x.txt'), 'jar');
	await writeFile(join(folder, 'video.mp4.part'), 'kept');
	expect(await killLeftovers(mediaRoot)).toEqual([folder]);
	expect(await membersOf(pid)).toEqual([]);
	expect(await namesIn(folder)).toEqual(['video.mp4.part']);
});

test('a download of a 14ms that lives is left alone', async () => {
	const folder = join(mediaRoot, 'one');
	const { pid } = await pretend(folder);
	await note(folder, pid, process.pid);
	expect(await killLeftovers(mediaRoot)).toEqual([]);
	expect(await membersOf(pid)).toHaveLength(1);
	expect(await namesIn(folder)).toEqual(['pgid']);
});

test('a process that only got the same id is left alone', async () => {
	const folder = join(mediaRoot, 'one');
	const { pid } = await pretend(folder, 'editor');
	await note(folder, pid, 999_999_999);
	expect(await killLeftovers(mediaRoot)).toEqual([]);
	expect(await membersOf(pid)).toHaveLength(1);
	expect(await namesIn(folder)).toEqual([]);
});

test('a yt-dlp that works in another folder is left alone', async () => {
	const folder = join(mediaRoot, 'one');
	const { pid } = await pretend(join(mediaRoot, 'two'));
	await mkdir(folder);
	await note(folder, pid, 999_999_999);
	expect(await killLeftovers(mediaRoot)).toEqual([]);
	expect(await membersOf(pid)).toHaveLength(1);
});

test.each(['', '{}', '{"pgid":1,"parentPid":2}', '{"pgid":-5,"parentPid":2}', 'not json'])(
	'the note “%s” kills nothing',
	async (text) => {
		const folder = join(mediaRoot, 'one');
		await mkdir(folder);
		await writeFile(join(folder, 'pgid'), text);
		expect(await killLeftovers(mediaRoot)).toEqual([]);
	},
);

test('a media folder that is not there yet is no error', async () => {
	expect(await killLeftovers(join(mediaRoot, 'missing'))).toEqual([]);
});

test('what a SIGKILL of 14ms leaves running is found and killed; a plain exit leaves nothing', async () => {
	const folder = join(mediaRoot, 'one');
	await mkdir(folder);
	const fake = join(mediaRoot, 'yt-dlp.mjs');
	await writeFile(fake, 'setInterval(() => {}, 1e6);');
	const parent = join(mediaRoot, 'parent.ts');
	const service = join(__dirname, '../../../services/youtube/createYouTube');
	await writeFile(
		parent,
		`import { createYouTube } from ${JSON.stringify(service)};
		const quiet = { info() {}, warn() {}, error() {} };
		void createYouTube({
			python: 'python3',
			ytDlp: { command: [process.execPath, ${JSON.stringify(fake)}], env: process.env },
			ffmpegPath: 'ffmpeg', denoPath: null, cookiesFile: null, proxy: null, caFile: null, log: quiet,
		}).download('kX3u7Rn_s0Q', ${JSON.stringify(folder)}, {
			signal: new AbortController().signal, onProgress() {},
		});
		process.stdin.once('data', () => process.exit(0));`,
	);
	const run = () =>
		spawn(process.execPath, ['--import', 'tsx', parent], {
			cwd: join(__dirname, '../../..'),
			stdio: ['pipe', 'ignore', 'inherit'],
		});
	const groupNoted = () =>
		until(async () => {
			const text = await readFile(join(folder, 'pgid'), 'utf8').catch(() => '');
			return Number(/"pgid":(\d+)/.exec(text)?.[1] ?? 0);
		});

	const killed = run();
	const orphan = await groupNoted();
	started.push(orphan);
	killed.kill('SIGKILL');
	await once(killed, 'exit');
	expect(await membersOf(orphan)).toHaveLength(1);
	expect(await killLeftovers(mediaRoot)).toEqual([folder]);
	expect(await membersOf(orphan)).toEqual([]);

	const ended = run();
	const child = await groupNoted();
	started.push(child);
	ended.stdin.write('end\n');
	await once(ended, 'exit');
	await until(async () => (await membersOf(child)).length === 0);
});
