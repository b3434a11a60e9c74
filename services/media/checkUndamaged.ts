import { basename } from 'node:path';
import { Problem } from '../../lib/errors';
import { readThroughArguments } from '../../lib/media/ffmpegArguments';
import type { MediaProbe } from '../../lib/media/mediaProbe';
import type { Log } from '../log';
import { FfmpegError, runFfmpeg } from './runFfmpeg';

/**
 * Reads the file to its end and decodes it if anything looked odd on the way (decoding a minute takes seconds, reading
 * it does not). Problem media_truncated when a decoder gives up; oddities that decode are logged and let through.
 */
export async function checkUndamaged(
	path: string,
	probe: MediaProbe,
	{ ffmpegPath, signal, log }: { ffmpegPath: string; signal: AbortSignal; log: Log },
): Promise<void> {
	const file = basename(path);
	try {
		const read = readThroughArguments(probe, path, { decoding: false });
		const words = await runFfmpeg(read, { ffmpegPath, signal });
		if (!words) return;
		log.warn({ file, ffmpeg: words }, 'the download looks odd, decoding it to be sure');
		const decode = readThroughArguments(probe, path, { decoding: true });
		await runFfmpeg(decode, { ffmpegPath, signal });
	} catch (error) {
		if (!(error instanceof FfmpegError)) throw error;
		log.warn({ file, ffmpeg: error.message }, 'the download is damaged');
		throw new Problem(
			'media_truncated',
			'The downloaded file is damaged. Retry it to download it anew.',
		);
	}
}
