import { stat } from 'node:fs/promises';
import {
	FilePathSource,
	Input,
	Logging,
	LogLevel,
	MATROSKA,
	MP4,
	MPEG_TS,
	QTFF,
	WEBM,
	type InputFormat,
	type InputTrack,
	type InputVideoTrack,
} from 'mediabunny';
import type { MediaProbe } from '../../lib/media/mediaProbe';
import { errorCode } from './errorCode';
import { endsWhole } from './endsWhole';

// Its warnings go to the console; what matters of them is in the probe.
Logging.level = LogLevel.Silent;

/** Looks into a file, whatever its name. Throws only when the file cannot be read from the disk. */
export async function probeFile(path: string): Promise<MediaProbe> {
	const { size: sizeBytes } = await stat(path);
	const unknown = { ...nothingKnown, sizeBytes };
	if (sizeBytes === 0) return unknown;
	if (!(await endsWhole(path))) return { ...unknown, truncated: true };
	// Named one by one: the others are sound only, or playlists that lead to other files.
	const formats = [MP4, QTFF, WEBM, MATROSKA, MPEG_TS];
	const input = new Input({ formats, source: new FilePathSource(path) });
	try {
		return { ...unknown, ...(await contentsOf(input)) };
	} catch (error) {
		if (errorCode(error) !== null) throw error;
		// No container that is looked for, or one whose structure makes no sense.
		return unknown;
	} finally {
		input.dispose();
	}
}

const nothingKnown: Omit<MediaProbe, 'sizeBytes'> = {
	container: null,
	truncated: false,
	videoCodec: null,
	audioCodec: null,
	fps: 0,
	widthPx: 0,
	heightPx: 0,
	isHdr: false,
	durationSec: 0,
};

async function contentsOf(input: Input): Promise<Partial<MediaProbe>> {
	const container = containerOf(await input.getFormat());
	const video = await input.getPrimaryVideoTrack();
	const audio = await input.getPrimaryAudioTrack();
	return {
		container,
		audioCodec: audio && (await codecOf(audio)),
		...(video && (await pictureOf(video))),
	};
}

async function pictureOf(video: InputVideoTrack): Promise<Partial<MediaProbe>> {
	const videoCodec = await codecOf(video);
	const { packetCount } = await video.computePacketStats();
	if (packetCount === 0) return { videoCodec };
	const rate = await video.computeFrameRateMetrics({ targetPacketCount: Infinity });
	const tracks = [video, ...(await video.input.getAudioTracks())];
	const ends = await Promise.all(tracks.map((track) => track.computeDuration()));
	const starts = await Promise.all(tracks.map((track) => track.getFirstTimestamp()));
	return {
		videoCodec,
		fps: rate.underlyingFrameRate ?? rate.averageFrameRate,
		widthPx: Math.round(await video.getDisplayWidth()),
		heightPx: Math.round(await video.getDisplayHeight()),
		isHdr: await video.hasHighDynamicRange(),
		durationSec: Math.max(...ends) - Math.max(0, Math.min(...starts)),
	};
}

/** The file's own code for a codec that mediabunny has no word for. */
async function codecOf(track: InputTrack): Promise<string> {
	const codec = await track.getCodec();
	if (codec) return codec;
	const code = await track.getInternalCodecId();
	return typeof code === 'string' && code.trim() ? code.trim() : 'unknown';
}

function containerOf(format: InputFormat): MediaProbe['container'] {
	if (format === MP4) return 'mp4';
	if (format === QTFF) return 'mov';
	if (format === WEBM) return 'webm';
	if (format === MATROSKA) return 'matroska';
	return format === MPEG_TS ? 'mpegts' : null;
}
