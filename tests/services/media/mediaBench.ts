import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMedia } from '../../../services/media/createMedia';
import type { Media } from '../../../services/media/media';
import type { MediaFacts } from '../../../services/store/schema';
import { captureLog } from './captureLog';
import { ffmpegPath } from './sampleMaker';

/** A media service on a temporary folder, removed after the tests of the file that calls this. */
export function useMediaBench() {
	const root = mkdtempSync(join(tmpdir(), '14ms-media-'));
	afterAll(() => rmSync(root, { recursive: true, force: true }));
	const { log, lines } = captureLog();
	const mediaRoot = join(root, 'media');
	const media: Media = createMedia({ mediaRoot, ffmpegPath, log });
	let folders = 0;
	return {
		root,
		mediaRoot,
		log,
		lines,
		media,
		/** A path in a folder of its own. */
		fresh: (fileName: string): string => join(root, String((folders += 1)), fileName),
		prepare: (path: string, maxDurationSec = 180): Promise<MediaFacts> =>
			media.prepare(
				path,
				{ maxDurationSec },
				{ signal: new AbortController().signal, onProgress: () => undefined },
			),
	};
}

export function sha256Of(path: string): string {
	return createHash('sha256').update(readFileSync(path)).digest('hex');
}
