import { readdirSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createMedia } from '../../../../services/media/createMedia';
import { useMediaBench } from '../mediaBench';
import { aac, av1, ffmpegPath, h264, makeSample } from '../sampleMaker';

const { fresh, log, prepare } = useMediaBench();

const makeSlow = (path: string): string => makeSample(path, [...h264, ...aac], { fps: 15 });

test('a finished result is used again without ffmpeg', async () => {
	const path = makeSample(fresh('a.webm'), av1, { sound: false });
	const first = await prepare(path);
	const withoutFfmpeg = createMedia({ mediaRoot: '/', ffmpegPath: '/no/ffmpeg', log });
	const again = await withoutFfmpeg.prepare(
		path,
		{ maxDurationSec: 180 },
		{ signal: new AbortController().signal, onProgress: () => undefined },
	);
	expect(again).toEqual(first);
});

test.each<[string, (result: string, source: string) => void]>([
	['the result is gone', (result) => rmSync(result)],
	['the result has lost its end', (result) => truncateSync(result, 1000)],
	[
		'the note is half written',
		(result) => truncateSync(join(dirname(result), 'prepared.json'), 40),
	],
	[
		'the note is of another kind',
		(result) => writeFileSync(join(dirname(result), 'prepared.json'), '{}'),
	],
	['the download is a newer one', (_, source) => utimesSync(source, 1, 1)],
])('the work is done again when %s', async (_, spoil) => {
	const path = makeSlow(fresh('a.mp4'));
	const first = await prepare(path);
	const result = join(dirname(path), first.fileName);
	const { mtimeMs } = statSync(result);
	spoil(result, path);
	expect(await prepare(path)).toEqual(first);
	expect(statSync(result).mtimeMs).toBeGreaterThan(mtimeMs);
	expect(statSync(result).size).toBe(first.sizeBytes);
});

test('what an earlier run left half made is removed', async () => {
	const path = makeSlow(fresh('a.mp4'));
	writeFileSync(join(dirname(path), 'half.making'), 'half');
	await prepare(path);
	expect(readdirSync(dirname(path)).toSorted()).toEqual([
		'a.mp4',
		'a.prepared.mp4',
		'prepared.json',
	]);
});

test('two runs at once give the same result and leave nothing half made', async () => {
	const path = makeSlow(fresh('a.mp4'));
	const results = await Promise.allSettled([prepare(path), prepare(path)]);
	const facts = results.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
	expect(facts.length).toBeGreaterThan(0);
	expect(new Set(facts.map(({ sha256 }) => sha256)).size).toBe(1);
	expect(readdirSync(dirname(path)).filter((name) => name.endsWith('.making'))).toEqual([]);
	expect(await prepare(path)).toEqual(facts[0]);
});

test('ffmpeg’s version is told', async () => {
	const media = createMedia({ mediaRoot: '/', ffmpegPath, log });
	expect(await media.version()).toMatch(/^n?\d+\.\d+/);
});

test.each(['/no/ffmpeg', __filename])('a missing ffmpeg (%s) is named', async (path) => {
	const media = createMedia({ mediaRoot: '/', ffmpegPath: path, log });
	await expect(media.version()).rejects.toMatchObject({
		code: 'tool_missing',
		message: expect.stringContaining('npm run tools') as string,
	});
});
