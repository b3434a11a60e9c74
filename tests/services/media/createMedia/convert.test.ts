import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { probeFile } from '../../../../services/media/probeFile';
import { sha256Of, useMediaBench } from '../mediaBench';
import { aac, av1, ffmpeg, h264, makeSample, opus, vp9 } from '../sampleMaker';

const { fresh, media, prepare } = useMediaBench();

test('H.264 and AAC in Matroska move into MP4 with the index in front', async () => {
	const path = makeSample(fresh('a.mkv'), [...h264, ...aac]);
	const prepared = await prepare(path);
	expect(prepared).toMatchObject({
		fileName: 'a.prepared.mp4',
		contentType: 'video/mp4',
		preparation: 'remuxed: Matroska is not taken by TikTok',
	});
	const bytes = readFileSync(join(dirname(path), prepared.fileName));
	expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
	expect(prepared.sha256).toBe(sha256Of(join(dirname(path), prepared.fileName)));
});

test('MPEG-TS and VP9 in Matroska are remuxed too', async () => {
	const ts = await prepare(makeSample(fresh('a.ts'), [...h264, ...aac]));
	expect(ts).toMatchObject({ contentType: 'video/mp4' });
	expect(ts.durationSec).toBeCloseTo(1, 1);
	const webm = await prepare(makeSample(fresh('v.mkv'), [...vp9, ...opus]));
	expect(webm).toMatchObject({ contentType: 'video/webm', fileName: 'v.prepared.webm' });
});

test('Opus beside H.264 becomes AAC while the picture is kept bit by bit', async () => {
	const path = makeSample(fresh('a.mkv'), [...h264, ...opus]);
	const prepared = await prepare(path);
	expect(prepared.preparation).toBe('sound converted: sound in OPUS is unusual in MP4');
	const made = join(dirname(path), prepared.fileName);
	expect(await probeFile(made)).toMatchObject({ videoCodec: 'avc', audioCodec: 'aac' });
	expect(pictureHash(made)).toBe(pictureHash(path));
});

test('AAC beside VP8 becomes Opus in WebM', async () => {
	const prepared = await prepare(makeSample(fresh('a.mkv'), ['-c:v', 'libvpx', ...aac]));
	expect(prepared).toMatchObject({ contentType: 'video/webm' });
});

test.each([
	['AV1 and Opus in WebM', 'a.webm', [...av1, ...opus], {}, 'AV1 is not taken by TikTok'],
	[
		'MPEG-4 Part 2',
		'a.mp4',
		['-c:v', 'mpeg4', ...aac],
		{},
		'MPEG-4 Part 2 is not taken by TikTok',
	],
	['15 fps', 'a.mp4', [...h264, ...aac], { fps: 15 }, '15 fps is less than 23'],
	['120 fps', 'a.mp4', [...h264, ...aac], { fps: 120 }, '120 fps is more than 60'],
	[
		'200x356 px',
		'a.mp4',
		[...h264, ...aac],
		{ size: '200x356' },
		'200x356 px has a side under 360',
	],
])('%s is transcoded to what TikTok takes', async (_, name, args, picture, why) => {
	const path = makeSample(fresh(name), args, picture);
	const fractions: number[] = [];
	const prepared = await media.prepare(
		path,
		{ maxDurationSec: 180 },
		{
			signal: new AbortController().signal,
			onProgress: (fraction) => fractions.push(fraction),
		},
	);
	expect(prepared).toMatchObject({
		preparation: `transcoded: ${why}`,
		contentType: 'video/mp4',
		widthPx: 360,
	});
	expect(prepared.durationSec).toBeCloseTo(1, 1);
	const made = await probeFile(join(dirname(path), prepared.fileName));
	expect(made).toMatchObject({ container: 'mp4', videoCodec: 'avc', audioCodec: 'aac' });
	expect(made.fps).toBeGreaterThan(22.9);
	expect(made.fps).toBeLessThan(60.1);
	expect(fractions.at(-1)).toBe(1);
	expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
});

test('a rotated picture stays upright when it is transcoded', async () => {
	const lying = makeSample(fresh('a.mp4'), ['-c:v', 'mpeg4', ...aac], { size: '720x360' });
	const path = join(dirname(lying), 'rotated.mp4');
	ffmpeg('-display_rotation', '90', '-i', lying, '-c', 'copy', path);
	expect(await prepare(path)).toMatchObject({ widthPx: 360, heightPx: 720 });
});

test('a shape beyond both limits is framed', async () => {
	const path = makeSample(fresh('a.mp4'), h264, { size: '60x1200', fps: 24, sound: false });
	expect(await prepare(path)).toMatchObject({ widthPx: 360, heightPx: 4096 });
});

const hdr = { primaries: 'bt2020', trc: 'smpte2084', space: 'bt2020nc' };
const tenBits = [...av1, '-pix_fmt', 'yuv420p10le'];

test('HDR becomes SDR', async () => {
	const tags = `color_primaries=${hdr.primaries}:color_trc=${hdr.trc}:colorspace=${hdr.space}`;
	const filter = ['-vf', `format=yuv420p10le,setparams=range=tv:${tags}`];
	const path = makeSample(fresh('a.webm'), [...filter, ...tenBits, ...opus]);
	expect((await probeFile(path)).isHdr).toBe(true);
	const prepared = await prepare(path);
	expect(await probeFile(join(dirname(path), prepared.fileName))).toMatchObject({
		videoCodec: 'avc',
		isHdr: false,
	});
});

test('HDR that cannot be tone-mapped is converted all the same', async () => {
	// ffmpeg keeps only the colour space here, the container says the rest: zscale finds no way.
	const tags = [
		'-color_primaries',
		hdr.primaries,
		'-color_trc',
		hdr.trc,
		'-colorspace',
		hdr.space,
	];
	const path = makeSample(fresh('a.webm'), [...tenBits, ...tags, ...opus]);
	expect((await probeFile(path)).isHdr).toBe(true);
	expect(await prepare(path)).toMatchObject({ contentType: 'video/mp4', widthPx: 360 });
});

/** Of the encoded pictures, without container and sound. */
function pictureHash(path: string): string {
	const raw = `${path}.h264`;
	ffmpeg('-i', path, ...'-map 0:v -c copy -bsf:v h264_mp4toannexb -f h264'.split(' '), raw);
	return sha256Of(raw);
}
