import { decide } from '../../../lib/media/decide';
import type { MediaProbe } from '../../../lib/media/mediaProbe';
import { problemOf } from '../../support/problemOf';

const ideal: MediaProbe = {
	sizeBytes: 5_000_000,
	container: 'mp4',
	truncated: false,
	videoCodec: 'avc',
	audioCodec: 'aac',
	fps: 30,
	widthPx: 1080,
	heightPx: 1920,
	isHdr: false,
	durationSec: 30,
};
const limits = { maxDurationSec: 180 };
const decided = (changes: Partial<MediaProbe>) => decide({ ...ideal, ...changes }, limits);

test.each<[string, Partial<MediaProbe>]>([
	['H.264 and AAC in MP4', {}],
	['H.265 and AAC in MP4', { videoCodec: 'hevc' }],
	['H.264 in MOV', { container: 'mov' }],
	['no sound', { audioCodec: null }],
	['VP9 and Opus in WebM', { container: 'webm', videoCodec: 'vp9', audioCodec: 'opus' }],
	['VP8 and Vorbis in WebM', { container: 'webm', videoCodec: 'vp8', audioCodec: 'vorbis' }],
	['silent VP9 in WebM', { container: 'webm', videoCodec: 'vp9', audioCodec: null }],
	['VP9 and AAC in MP4', { videoCodec: 'vp9' }],
	['silent VP9 in MP4', { videoCodec: 'vp9', audioCodec: null }],
	['23 fps', { fps: 23 }],
	['23.976 fps', { fps: 23.976 }],
	['60 fps', { fps: 60 }],
	['60 fps measured from rounded timestamps', { fps: 60.02 }],
	['360 px on a side', { widthPx: 360, heightPx: 640 }],
	['4096 px on a side', { widthPx: 4096, heightPx: 4096 }],
	['4,000,000,000 bytes', { sizeBytes: 4_000_000_000 }],
	['exactly the creator’s maximum', { durationSec: 180 }],
	['an audio frame over the maximum', { durationSec: 180.03 }],
])('%s is taken as it is', (_, changes) => {
	expect(decided(changes)).toEqual({ do: 'asIs' });
});

test.each<[string, Partial<MediaProbe>, string, string]>([
	['H.264 and AAC in Matroska', { container: 'matroska' }, 'mp4', 'Matroska'],
	['H.264 and AAC in MPEG-TS', { container: 'mpegts' }, 'mp4', 'MPEG-TS'],
	['H.264 that calls itself WebM', { container: 'webm', audioCodec: null }, 'mp4', 'WebM'],
	[
		'VP9/Opus in Matroska',
		{ container: 'matroska', videoCodec: 'vp9', audioCodec: 'opus' },
		'webm',
		'Matroska',
	],
	['VP9/AAC in Matroska', { container: 'matroska', videoCodec: 'vp9' }, 'mp4', 'Matroska'],
	['VP9/Opus in MP4', { videoCodec: 'vp9', audioCodec: 'opus' }, 'webm', 'MP4'],
])('%s only changes its container', (_, changes, into, name) => {
	const why = `${name} is not taken by TikTok`;
	expect(decided(changes)).toEqual({ do: 'remux', into, why });
});

test.each<[string, Partial<MediaProbe>, string]>([
	['H.264 with Opus in MP4', { audioCodec: 'opus' }, 'mp4'],
	['H.264 with Opus in Matroska', { container: 'matroska', audioCodec: 'opus' }, 'mp4'],
	['H.264 with a codec nobody knows', { audioCodec: 'unknown' }, 'mp4'],
	['VP8 with AAC', { container: 'matroska', videoCodec: 'vp8' }, 'webm'],
])('%s keeps its picture and gets other sound', (_, changes, into) => {
	expect(decided(changes)).toMatchObject({ do: 'convertAudio', into });
});

test.each<[Partial<MediaProbe>, string]>([
	[{ videoCodec: 'av1' }, 'AV1 is not taken by TikTok'],
	[{ videoCodec: 'mp4v' }, 'MPEG-4 Part 2 is not taken by TikTok'],
	[{ videoCodec: 'mjpeg' }, 'MJPEG is not taken by TikTok'],
	[{ fps: 15 }, '15 fps is less than 23'],
	[{ fps: 22.9 }, '22.9 fps is less than 23'],
	[{ fps: 120 }, '120 fps is more than 60'],
	[{ widthPx: 200, heightPx: 356 }, '200x356 px has a side under 360'],
	[{ widthPx: 2160, heightPx: 4320 }, '2160x4320 px has a side over 4096'],
	[
		{ videoCodec: 'av1', fps: 15, widthPx: 200, heightPx: 356 },
		'AV1 is not taken by TikTok, 15 fps is less than 23, 200x356 px has a side under 360',
	],
])('%j is transcoded, and says why', (changes, why) => {
	expect(decided(changes)).toMatchObject({ do: 'transcode', why });
});

test('a transcode changes only what TikTok does not take', () => {
	expect(decided({ videoCodec: 'av1', fps: 29.97, widthPx: 1081, isHdr: true })).toMatchObject({
		target: { fps: null, size: { widthPx: 1082, heightPx: 1920, frame: null }, fromHdr: true },
	});
});

test.each<[string, Partial<MediaProbe>, string, RegExp]>([
	['0 bytes', { sizeBytes: 0, container: null }, 'media_empty', /is empty/],
	[
		'a cut-off file',
		{ truncated: true, container: null },
		'media_truncated',
		/after 5000000 bytes/,
	],
	['an unknown container', { container: null }, 'media_unreadable', /MP4, MOV, WebM/],
	['sound only', { videoCodec: null }, 'media_unreadable', /no picture/],
	['no frames', { durationSec: 0 }, 'media_empty', /no frames/],
	['a length that is no number', { durationSec: NaN }, 'media_empty', /no frames/],
	[
		'a second too long',
		{ durationSec: 181 },
		'media_too_long',
		/181 s .*account may post at most 180 s/,
	],
	['a byte too much', { sizeBytes: 4_000_000_001 }, 'media_too_large', /4000000001 .*4000000000/],
])('%s is refused', (_, changes, code, sentence) => {
	const refused = problemOf(() => decided(changes));
	expect(refused.code).toBe(code);
	expect(refused.message).toMatch(sentence);
});

test('TikTok’s own ten minutes hold even where the creator may post longer', () => {
	const long = { ...ideal, durationSec: 601 };
	const refused = problemOf(() => decide(long, { maxDurationSec: 3600 }));
	expect(refused).toMatchObject({ code: 'media_too_long' });
	expect(refused.message).toMatch(/601 s long; TikTok takes at most 600 s/);
	expect(decide({ ...ideal, durationSec: 600 }, { maxDurationSec: 3600 }).do).toBe('asIs');
});
