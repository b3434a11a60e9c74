import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Problem, type ErrorCode } from '../../lib/errors';
import { decide, type Decision } from '../../lib/media/decide';
import type { MediaProbe } from '../../lib/media/mediaProbe';
import { refuseTooLong } from '../../lib/media/refuseMedia';
import type { Log } from '../log';
import type { MediaFacts } from '../store/schema';
import { checkUndamaged } from './checkUndamaged';
import { convertFile } from './convertFile';
import { createMediaFolders } from './createMediaFolders';
import { createRoom } from './createRoom';
import { fileProblem } from './fileProblem';
import { hashFile } from './hashFile';
import type { Media, MediaLimits } from './media';
import { identify, readNote, writeNote } from './preparedNote';
import { probeFile } from './probeFile';
import { runFfmpeg } from './runFfmpeg';

export interface MediaParts {
	/** `DATA_DIR/media`; made by whoever downloads into it. */
	mediaRoot: string;
	ffmpegPath: string;
	/** MEDIA_LIMIT_GB; default none. */
	limitBytes?: number;
	log: Log;
}

type PrepareOptions = Parameters<Media['prepare']>[2];

/**
 * Files on this machine. `prepare` removes a download that turns out empty, cut off or damaged, so that the next download
 * starts anew instead of finding it finished. When aborted it rejects with the signal's reason.
 */
export function createMedia({ mediaRoot, ffmpegPath, limitBytes, log }: MediaParts): Media {
	const folders = createMediaFolders(mediaRoot);
	return {
		...folders,
		...createRoom(mediaRoot, limitBytes ?? Infinity, folders.folderOf),
		async prepare(sourcePath, limits, options) {
			try {
				return await prepare(sourcePath, limits, options);
			} catch (error) {
				options.signal.throwIfAborted();
				if (error instanceof Problem && broken.has(error.code)) {
					await rm(sourcePath, { force: true });
				}
				throw fileProblem(error, dirname(sourcePath));
			}
		},
		async version() {
			let version: string | undefined;
			await runFfmpeg(['-version'], {
				ffmpegPath,
				onLine: (line) => (version ??= /^ffmpeg version (\S+)/.exec(line)?.[1]),
			});
			return version ?? 'unknown';
		},
	};

	async function prepare(
		sourcePath: string,
		limits: MediaLimits,
		{ signal, onProgress }: PrepareOptions,
	): Promise<MediaFacts> {
		signal.throwIfAborted();
		const folder = dirname(sourcePath);
		const source = await identify(sourcePath);
		const finished = await readNote(folder, source);
		if (finished) {
			refuseTooLong(finished.durationSec, limits);
			return finished;
		}
		await discardUnfinished(folder);
		const probe = await probeFile(sourcePath);
		const decision = decide(probe, limits);
		const preparation = inWords(decision);
		log.info({ file: source.fileName, preparation }, 'preparing the video');
		if (decision.do === 'asIs') {
			await checkUndamaged(sourcePath, probe, { ffmpegPath, signal, log });
		}
		const result =
			decision.do === 'asIs'
				? { path: sourcePath, probe }
				: await convertFile(sourcePath, probe, decision, {
						ffmpegPath,
						limits,
						signal,
						onProgress,
					});
		const media: MediaFacts = {
			fileName: basename(result.path),
			sizeBytes: result.probe.sizeBytes,
			sha256: await hashFile(result.path, signal),
			contentType: contentTypeOf(result.probe.container),
			durationSec: result.probe.durationSec,
			widthPx: result.probe.widthPx,
			heightPx: result.probe.heightPx,
			preparation,
		};
		await writeNote(folder, source, media);
		return media;
	}
}

/** What makes a download worthless. */
const broken = new Set<ErrorCode>(['media_truncated', 'media_empty']);

/** Files that an earlier run was making when it was killed. */
async function discardUnfinished(folder: string): Promise<void> {
	const names = await readdir(folder);
	const unfinished = names.filter((name) => name.endsWith('.making'));
	await Promise.all(unfinished.map((name) => rm(join(folder, name), { force: true })));
}

function inWords(decision: Decision): string {
	switch (decision.do) {
		case 'asIs':
			return 'as it is';
		case 'remux':
			return `remuxed: ${decision.why}`;
		case 'convertAudio':
			return `sound converted: ${decision.why}`;
		case 'transcode':
			return `transcoded: ${decision.why}`;
	}
}

function contentTypeOf(container: MediaProbe['container']): MediaFacts['contentType'] {
	if (container === 'webm') return 'video/webm';
	return container === 'mov' ? 'video/quicktime' : 'video/mp4';
}
