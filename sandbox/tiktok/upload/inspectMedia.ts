import {
	FilePathSource,
	Input,
	Logging,
	LogLevel,
	MP4,
	QTFF,
	WEBM,
	type InputVideoTrack,
} from 'mediabunny';

// It would warn on the console of a codec that is refused anyway.
Logging.level = LogLevel.Silent;

export interface Inspection {
	/** TikTok's fail_reason, or null for a file that it takes. */
	failReason: string | null;
	/** 0 when it could not be told. */
	durationSec: number;
}

const codecs = ['avc', 'hevc', 'vp8', 'vp9'];
const rates = { lowestFps: 23, highestFps: 60.5 };
const sides = { shortestPx: 360, longestPx: 4096 };

/** Looks at a received file as TikTok does. "Media Transfer Guide": containers, codecs, frame rate, sides, duration. */
export async function inspectMedia(path: string, maxDurationSec: number): Promise<Inspection> {
	const input = new Input({ formats: [MP4, QTFF, WEBM], source: new FilePathSource(path) });
	try {
		const video = await input.getPrimaryVideoTrack();
		if (!video) return { failReason: 'file_format_check_failed', durationSec: 0 };
		const durationSec = await input.computeDuration();
		const tooLong = durationSec > maxDurationSec ? 'duration_check_failed' : null;
		return { failReason: (await faultOf(video)) ?? tooLong, durationSec };
	} catch {
		return { failReason: 'file_format_check_failed', durationSec: 0 };
	} finally {
		input.dispose();
	}
}

async function faultOf(video: InputVideoTrack): Promise<string | null> {
	const codec = await video.getCodec();
	if (codec === null || !codecs.includes(codec)) return 'file_format_check_failed';
	const { averagePacketRate: fps, packetCount } = await video.computePacketStats();
	if (packetCount === 0) return 'file_format_check_failed';
	if (fps < rates.lowestFps || fps > rates.highestFps) return 'frame_rate_check_failed';
	const pixels = [await video.getDisplayWidth(), await video.getDisplayHeight()];
	const fits = pixels.every((px) => px >= sides.shortestPx && px <= sides.longestPx);
	return fits ? null : 'picture_size_check_failed';
}
