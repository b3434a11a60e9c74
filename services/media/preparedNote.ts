import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { MediaFacts } from '../store/schema';
import { writeDurably } from './durably';

/** The download that a note speaks of. */
export interface SourceIdentity {
	fileName: string;
	sizeBytes: number;
	mtimeMs: number;
}

const noteName = 'prepared.json';

const note = z.strictObject({
	source: z.strictObject({ fileName: z.string(), sizeBytes: z.number(), mtimeMs: z.number() }),
	media: z.strictObject({
		fileName: z.string(),
		sizeBytes: z.number(),
		sha256: z.string().regex(/^[0-9a-f]{64}$/),
		contentType: z.enum(['video/mp4', 'video/quicktime', 'video/webm']),
		durationSec: z.number(),
		widthPx: z.number(),
		heightPx: z.number(),
		preparation: z.string(),
	}),
});

export async function identify(sourcePath: string): Promise<SourceIdentity> {
	const { size, mtimeMs } = await stat(sourcePath);
	return { fileName: basename(sourcePath), sizeBytes: size, mtimeMs };
}

/** What was made of this very download before; null when nothing was finished, or the result is gone. */
export async function readNote(folder: string, source: SourceIdentity): Promise<MediaFacts | null> {
	try {
		const text = await readFile(join(folder, noteName), 'utf8');
		const found = note.parse(JSON.parse(text));
		const isSame =
			found.source.fileName === source.fileName &&
			found.source.sizeBytes === source.sizeBytes &&
			found.source.mtimeMs === source.mtimeMs;
		const { size } = await stat(join(folder, basename(found.media.fileName)));
		return isSame && size === found.media.sizeBytes ? found.media : null;
	} catch {
		// No note, or one that cannot be believed: the work is done again.
		return null;
	}
}

/** Written last, so that it stands for a whole result. */
export async function writeNote(
	folder: string,
	source: SourceIdentity,
	media: MediaFacts,
): Promise<void> {
	await writeDurably(join(folder, noteName), JSON.stringify({ source, media }, null, '\t'));
}
