import { readFileSync } from 'node:fs';
import { sha256Of, useMediaBench } from '../mediaBench';
import { aac, ffmpeg, h264, hevc, makeSample, opus, vp9 } from '../sampleMaker';

const { fresh, prepare } = useMediaBench();

test.each([
	['H.264 and AAC in MP4', 'a.mp4', [...h264, ...aac], 'video/mp4'],
	['a name that says something else', 'a.webm', [...h264, ...aac, '-f', 'mp4'], 'video/mp4'],
	[
		'a fragmented MP4',
		'f.mp4',
		[...h264, ...aac, '-movflags', 'frag_keyframe+empty_moov'],
		'video/mp4',
	],
	['H.265 of 10 bits', 'h.mp4', [...hevc, '-pix_fmt', 'yuv420p10le', ...aac], 'video/mp4'],
	['H.264 in MOV', 'a.mov', [...h264, ...aac], 'video/quicktime'],
	['VP9 and Opus in WebM', 'a.webm', [...vp9, ...opus], 'video/webm'],
])('%s is sent as it is', async (_, name, args, contentType) => {
	const path = makeSample(fresh(name), args);
	const prepared = await prepare(path);
	expect(prepared).toMatchObject({
		fileName: name,
		contentType,
		preparation: 'as it is',
		widthPx: 360,
		heightPx: 640,
		sha256: sha256Of(path),
		sizeBytes: readFileSync(path).length,
	});
	expect(prepared.durationSec).toBeCloseTo(1, 1);
});

test('a file without sound is sent as it is', async () => {
	const path = makeSample(fresh('mute.mp4'), h264, { sound: false });
	expect((await prepare(path)).preparation).toBe('as it is');
});

test('a rotated picture is measured as it is shown', async () => {
	const upright = makeSample(fresh('a.mp4'), [...h264, ...aac], { size: '720x360' });
	const path = fresh('rotated.mp4');
	makeSample(path, h264);
	ffmpeg('-display_rotation', '90', '-i', upright, '-c', 'copy', path);
	expect(await prepare(path)).toMatchObject({
		widthPx: 360,
		heightPx: 720,
		preparation: 'as it is',
	});
});
