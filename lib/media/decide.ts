import type { MediaProbe } from './mediaProbe';
import { refuseMedia, type MediaLimits } from './refuseMedia';
import { isFpsTaken, targetFps } from './targetFps';
import { targetSize, type TargetSize } from './targetSize';
import { maxFps, maxSidePx, minFps, minSidePx } from './tikTokMediaRules';

/** What is written: MP4 for H.264 and H.265, WebM for VP8 and VP9. */
export type OutputContainer = 'mp4' | 'webm';

export interface TranscodeTarget {
	/** Null keeps the source's. */
	fps: number | null;
	size: TargetSize;
	/** The source is HDR, the result is not. */
	fromHdr: boolean;
}

/** `why` is a list of plain reasons, e.g. `AV1 is not taken by TikTok, 15 fps is less than 23`. */
export type Decision =
	| { do: 'asIs' }
	/** Another container, the same picture and sound. */
	| { do: 'remux'; why: string; into: OutputContainer }
	/** The same picture, other sound. */
	| { do: 'convertAudio'; why: string; into: OutputContainer }
	/** H.264 and AAC in MP4. */
	| { do: 'transcode'; why: string; target: TranscodeTarget };

/**
 * What must be done to a file so that TikTok takes it ("Media Transfer Guide"; it names no audio codecs, so each
 * container gets its usual ones). Throws Problem media_empty, media_truncated, media_unreadable, media_too_long
 * or media_too_large.
 */
export function decide(probe: MediaProbe, limits: MediaLimits): Decision {
	refuseMedia(probe, limits);
	const faults = pictureFaults(probe);
	if (faults.length > 0) {
		return {
			do: 'transcode',
			why: faults.join(', '),
			target: {
				fps: targetFps(probe.fps),
				size: targetSize(probe.widthPx, probe.heightPx),
				fromHdr: probe.isHdr,
			},
		};
	}
	const into = homeOf(probe);
	const soundFits = probe.audioCodec === null || soundOf[into].includes(probe.audioCodec);
	const boxFits = probe.container === into || (into === 'mp4' && probe.container === 'mov');
	if (boxFits && soundFits) return { do: 'asIs' };
	if (soundFits) {
		const why = `${containerNames[probe.container ?? into]} is not taken by TikTok`;
		return { do: 'remux', why, into };
	}
	return {
		do: 'convertAudio',
		why: `sound in ${nameOf(probe.audioCodec)} is unusual in ${containerNames[into]}`,
		into,
	};
}

/** AV1 is missing because TikTok does not list it. */
const takenVideoCodecs = ['avc', 'hevc', 'vp8', 'vp9'];

const soundOf: Record<OutputContainer, string[]> = { mp4: ['aac'], webm: ['opus', 'vorbis'] };

function pictureFaults({ videoCodec, fps, widthPx, heightPx }: MediaProbe): string[] {
	const faults: string[] = [];
	if (!takenVideoCodecs.includes(videoCodec ?? '')) {
		faults.push(`${nameOf(videoCodec)} is not taken by TikTok`);
	}
	if (!isFpsTaken(fps)) {
		const rounded = Math.round(fps * 100) / 100;
		faults.push(
			fps < minFps
				? `${rounded} fps is less than ${minFps}`
				: `${rounded} fps is more than ${maxFps}`,
		);
	}
	if (Math.min(widthPx, heightPx) < minSidePx) {
		faults.push(`${widthPx}x${heightPx} px has a side under ${minSidePx}`);
	}
	if (Math.max(widthPx, heightPx) > maxSidePx) {
		faults.push(`${widthPx}x${heightPx} px has a side over ${maxSidePx}`);
	}
	return faults;
}

/** VP9 stays in an MP4 that it came in, and goes into one when its sound is AAC. */
function homeOf({ videoCodec, audioCodec, container }: MediaProbe): OutputContainer {
	if (videoCodec === 'vp8') return 'webm';
	if (videoCodec !== 'vp9') return 'mp4';
	const isInMp4 = container === 'mp4' || container === 'mov';
	return audioCodec === 'aac' || (isInMp4 && audioCodec === null) ? 'mp4' : 'webm';
}

const containerNames = {
	mp4: 'MP4',
	mov: 'MOV',
	webm: 'WebM',
	matroska: 'Matroska',
	mpegts: 'MPEG-TS',
};

const codecNames: Record<string, string> = {
	avc: 'H.264',
	hevc: 'H.265',
	av1: 'AV1',
	vp8: 'VP8',
	vp9: 'VP9',
	prores: 'ProRes',
	mp4v: 'MPEG-4 Part 2',
};

function nameOf(codec: string | null): string {
	return codecNames[codec ?? ''] ?? (codec ?? 'unknown').toUpperCase();
}
