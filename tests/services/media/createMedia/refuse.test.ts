import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { useMediaBench } from '../mediaBench';
import { aac, h264, makeSample, opus, vp9 } from '../sampleMaker';

const { root, fresh, prepare } = useMediaBench();

const sound = [...h264, ...aac];
const faststart = [...sound, '-movflags', '+faststart'];

/** `make` puts the bad file at `path`. */
interface BadFile {
	name: string;
	fileName?: string;
	make: (path: string) => void;
	code: string;
	sentence: RegExp;
}

const badFiles: BadFile[] = [
	{
		name: '0 bytes',
		make: (path) => cut(makeSample(path, sound), () => 0),
		code: 'media_empty',
		sentence: /is empty/,
	},
	{
		name: 'five bytes',
		make: (path) => cut(makeSample(path, sound), () => 5),
		code: 'media_truncated',
		sentence: /after 5 bytes/,
	},
	{
		name: 'a cut-off MP4 with its index in front',
		make: (path) => cut(makeSample(path, faststart), mostOf),
		code: 'media_truncated',
		sentence: /ends too early/,
	},
	{
		name: 'an MP4 that lacks its last byte',
		make: (path) => cut(makeSample(path, faststart), (sizeBytes) => sizeBytes - 1),
		code: 'media_truncated',
		sentence: /ends too early/,
	},
	{
		name: 'a cut-off MP4 with its index at the end',
		make: (path) => cut(makeSample(path, sound), mostOf),
		code: 'media_truncated',
		sentence: /ends too early/,
	},
	{
		name: 'an MP4 whose index never came',
		make: (path) => cut(makeSample(path, sound), () => readFileSync(path).indexOf('moov') - 4),
		code: 'media_truncated',
		sentence: /ends too early/,
	},
	{
		name: 'a cut-off WebM',
		fileName: 'a.webm',
		make: (path) => cut(makeSample(path, [...vp9, ...opus]), mostOf),
		code: 'media_truncated',
		sentence: /ends too early/,
	},
	{
		name: 'a cut-off Matroska',
		fileName: 'a.mkv',
		make: (path) => cut(makeSample(path, sound), mostOf),
		code: 'media_truncated',
		sentence: /ends too early/,
	},
	{
		name: 'a damaged picture',
		make: (path) => change(makeSample(path, faststart), damage),
		code: 'media_truncated',
		sentence: /is damaged/,
	},
	{
		name: 'garbage',
		make: (path) => change(makeSample(path, sound), (bytes) => bytes.fill('no film')),
		code: 'media_unreadable',
		sentence: /not a video that 14ms can read/,
	},
	{
		name: 'a web page',
		make: (path) => change(makeSample(path, sound), (bytes) => bytes.fill('<!doctype html>')),
		code: 'media_unreadable',
		sentence: /not a video/,
	},
	{
		name: 'a playlist of other files',
		make: (path) =>
			change(makeSample(path, sound), (bytes) =>
				bytes.fill('#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n'),
			),
		code: 'media_unreadable',
		sentence: /not a video/,
	},
	{
		name: 'an AVI',
		make: (path) => makeSample(path, ['-c:v', 'mpeg4', '-an', '-f', 'avi']),
		code: 'media_unreadable',
		sentence: /not a video that 14ms can read \(MP4, MOV, WebM, Matroska or MPEG-TS\)/,
	},
	{
		name: 'sound only',
		make: (path) => makeSample(path, ['-vn', ...aac]),
		code: 'media_unreadable',
		sentence: /no picture/,
	},
	{
		name: 'a picture in no known codec',
		fileName: 'a.mkv',
		make: (path) =>
			change(makeSample(path, sound), (bytes) => {
				bytes.write('V_MPEG4/ISO/XYZ', bytes.indexOf('V_MPEG4/ISO/AVC'));
			}),
		code: 'media_not_convertible',
		sentence: /ffmpeg could not convert the video/,
	},
];

test.each(badFiles)('$name is refused', async ({ fileName, make, code, sentence }) => {
	const path = fresh(fileName ?? 'a.mp4');
	make(path);
	const refused = await prepare(path).catch((error: unknown) => error);
	expect(refused).toMatchObject({ name: 'Problem', code });
	expect(refused).toHaveProperty('message', expect.stringMatching(sentence));
	expect(refused).toHaveProperty('message', expect.not.stringContaining(root));
	const isWorthless = ['media_truncated', 'media_empty'].includes(code);
	expect(readdirSync(dirname(path))).toEqual(isWorthless ? [] : [fileName ?? 'a.mp4']);
});

test('a video longer than the creator may post is refused, though it was prepared before', async () => {
	const path = makeSample(fresh('a.mp4'), sound, { durationSec: 3 });
	await prepare(path);
	await expect(prepare(path, 2)).rejects.toMatchObject({
		code: 'media_too_long',
		message:
			'The video is 3 s long; this TikTok account may post at most 2 s. Post a shorter one.',
	});
	expect(readdirSync(dirname(path))).toContain('a.mp4');
});

test('a download that was removed is called missing', async () => {
	const path = makeSample(fresh('a.mp4'), sound);
	cut(path, mostOf);
	await expect(prepare(path)).rejects.toMatchObject({ code: 'media_truncated' });
	await expect(prepare(path)).rejects.toMatchObject({ code: 'media_missing' });
});

function mostOf(sizeBytes: number): number {
	return Math.floor(sizeBytes * 0.7);
}

function cut(path: string, keptOf: (sizeBytes: number) => number): void {
	truncateSync(path, keptOf(readFileSync(path).length));
}

function change(path: string, edit: (bytes: Buffer) => void): void {
	const bytes = readFileSync(path);
	edit(bytes);
	writeFileSync(path, bytes);
}

/** Overwrites the middle of the pictures and leaves every box where it was. */
function damage(bytes: Buffer): void {
	const start = bytes.indexOf('mdat') + 4;
	bytes.fill(0xff, start + 20_000, start + 60_000);
}
