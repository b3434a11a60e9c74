import type { Decision, OutputContainer, TranscodeTarget } from './decide';
import type { MediaProbe } from './mediaProbe';

/** Everything but asIs. */
export type Conversion = Exclude<Decision, { do: 'asIs' }>;

export interface ConversionPaths {
	sourcePath: string;
	outputPath: string;
}

/** Picture first, sound if there is any, no cover pictures; progress as `key=value` lines on stdout. */
export function conversionArguments(
	conversion: Conversion,
	probe: MediaProbe,
	{ sourcePath, outputPath }: ConversionPaths,
): string[] {
	return [
		...inputArguments(probe, sourcePath),
		...['-map', '0:V:0', '-map', '0:a:0?', '-map_chapters', '-1'],
		...pictureArguments(conversion, probe),
		...soundArguments(conversion, probe),
		...boxArguments(intoOf(conversion)),
		...['-progress', 'pipe:1', '-nostats', '-y', `file:${outputPath}`],
	];
}

/** Reads the file to its end, with or without decoding it. Without is fast but tells of damage only in words. */
export function readThroughArguments(
	probe: MediaProbe,
	path: string,
	{ decoding }: { decoding: boolean },
): string[] {
	const codec = decoding ? [] : ['-c', 'copy'];
	return [
		...inputArguments(probe, path),
		'-map',
		'0:V',
		'-map',
		'0:a?',
		...codec,
		'-f',
		'null',
		'-',
	];
}

export function intoOf(conversion: Conversion): OutputContainer {
	return conversion.do === 'transcode' ? 'mp4' : conversion.into;
}

const demuxers = {
	mp4: 'mov',
	mov: 'mov',
	webm: 'matroska',
	matroska: 'matroska',
	mpegts: 'mpegts',
};

/** The demuxer is named and only `file:` is allowed, so that no download can make ffmpeg open something else. */
function inputArguments({ container }: MediaProbe, path: string): string[] {
	return [
		...['-hide_banner', '-nostdin', '-v', 'error', '-xerror'],
		...['-protocol_whitelist', 'file'],
		...(container ? ['-f', demuxers[container]] : []),
		...['-i', `file:${path}`],
	];
}

function pictureArguments(conversion: Conversion, probe: MediaProbe): string[] {
	if (conversion.do !== 'transcode') {
		// Apple's players take H.265 in MP4 only under this tag.
		return ['-c:v', 'copy', ...(probe.videoCodec === 'hevc' ? ['-tag:v', 'hvc1'] : [])];
	}
	return [
		...['-vf', filters(conversion.target)],
		// 20: TikTok encodes once more, so a little better than x264's default of 23.
		...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20'],
	];
}

function filters({ fps, size, fromHdr }: TranscodeTarget): string {
	const { widthPx, heightPx, frame } = size;
	return [
		...(fps === null ? [] : [`fps=${fps}`]),
		...(fromHdr ? [toSdr] : []),
		`scale=${widthPx}:${heightPx}`,
		...(frame ? [`pad=${frame.widthPx}:${frame.heightPx}:(ow-iw)/2:(oh-ih)/2`] : []),
		'setsar=1',
		'format=yuv420p',
	].join(',');
}

/** ffmpeg's documented chain ("tonemap"): linear light, tone mapping, BT.709. */
const toSdr = [
	'zscale=t=linear:npl=100',
	'format=gbrpf32le',
	'zscale=p=bt709',
	'tonemap=hable:desat=0',
	'zscale=t=bt709:m=bt709:r=tv',
].join(',');

function soundArguments(conversion: Conversion, probe: MediaProbe): string[] {
	const isKept =
		conversion.do === 'remux' || (conversion.do === 'transcode' && probe.audioCodec === 'aac');
	if (isKept) return ['-c:a', 'copy'];
	const encoder = intoOf(conversion) === 'webm' ? 'libopus' : 'aac';
	return ['-c:a', encoder, '-b:a', '192k', '-ac', '2', '-ar', '48000'];
}

function boxArguments(into: OutputContainer): string[] {
	return into === 'webm' ? ['-f', 'webm'] : ['-f', 'mp4', '-movflags', '+faststart'];
}
