import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import { decide } from '../../lib/media/decide';
import { Problem } from '../../lib/errors';
import { conversionArguments, intoOf, type Conversion } from '../../lib/media/ffmpegArguments';
import type { MediaProbe } from '../../lib/media/mediaProbe';
import type { MediaLimits } from '../../lib/media/refuseMedia';
import { renameDurably } from './durably';
import { fileProblemInWords } from './fileProblem';
import { probeFile } from './probeFile';
import { FfmpegError, runFfmpeg } from './runFfmpeg';

export interface ConversionRun {
	ffmpegPath: string;
	limits: MediaLimits;
	signal: AbortSignal;
	/** 0..1, never back. */
	onProgress: (fraction: number) => void;
}

/**
 * Makes `<name>.prepared.mp4` (or `.webm`) beside the source and looks whether TikTok takes it. The name appears only
 * when the file is whole. Problem media_not_convertible with ffmpeg's own words, disk_full, data_dir_unusable.
 */
export async function convertFile(
	sourcePath: string,
	probe: MediaProbe,
	conversion: Conversion,
	{ ffmpegPath, limits, signal, onProgress }: ConversionRun,
): Promise<{ path: string; probe: MediaProbe }> {
	const folder = dirname(sourcePath);
	// A name of its own: an earlier run that is still dying can never write into this one's file.
	const unfinishedPath = join(folder, `${randomUUID()}.making`);
	const path = join(folder, `${parse(sourcePath).name}.prepared.${intoOf(conversion)}`);
	const run = (wanted: Conversion): Promise<string> =>
		runFfmpeg(conversionArguments(wanted, probe, { sourcePath, outputPath: unfinishedPath }), {
			ffmpegPath,
			signal,
			onLine: progressReader(probe.durationSec, onProgress),
		});
	try {
		await run(conversion).catch((error: unknown) => {
			const plain = error instanceof FfmpegError ? withoutToneMapping(conversion) : null;
			if (!plain) throw error;
			return run(plain);
		});
		const made = await probeFile(unfinishedPath);
		checkResult(made, limits);
		await renameDurably(unfinishedPath, path);
		onProgress(1);
		return { path, probe: made };
	} catch (error) {
		await rm(unfinishedPath, { force: true });
		throw error instanceof FfmpegError ? conversionProblem(error.message, folder) : error;
	}
}

/** An ffmpeg without zscale, or colours that are not fully told, cannot be tone-mapped: paler colours are better than none. */
function withoutToneMapping(conversion: Conversion): Conversion | null {
	if (conversion.do !== 'transcode' || !conversion.target.fromHdr) return null;
	return { ...conversion, target: { ...conversion.target, fromHdr: false } };
}

function checkResult(made: MediaProbe, limits: MediaLimits): void {
	const decision = decide(made, limits);
	if (decision.do === 'asIs') return;
	throw new Problem(
		'media_not_convertible',
		`The video could not be made into one that TikTok takes: after conversion, ${decision.why}.`,
	);
}

function conversionProblem(words: string, folder: string): Problem {
	// The first line is the cause, the others are what came of it.
	const [cause] = words.replaceAll(`${folder}/`, '').split('\n');
	return (
		fileProblemInWords(words, folder) ??
		new Problem(
			'media_not_convertible',
			`ffmpeg could not convert the video, it may be damaged (“${cause ?? ''}”).`,
		)
	);
}

/** Reads ffmpeg's `-progress` lines. */
function progressReader(
	durationSec: number,
	onProgress: (fraction: number) => void,
): (line: string) => void {
	let best = 0;
	return (line) => {
		const micros = Number(/^out_time_us=(\d+)$/.exec(line)?.[1] ?? 0);
		const fraction = Math.min(1, micros / 1e6 / durationSec);
		if (fraction <= best) return;
		best = fraction;
		onProgress(fraction);
	};
}
