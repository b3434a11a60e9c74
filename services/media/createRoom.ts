import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Problem } from '../../lib/errors';
import { diskState } from './diskState';
import type { Media } from './media';

const lookAgainMs = 10 * 60_000;
const gigabyte = 1_000_000_000;

/** Keeps the media below `limitBytes`: a download begins only while there is room, and one that has begun may end. */
export function createRoom(
	mediaRoot: string,
	limitBytes: number,
	folderOf: Media['folderOf'],
): Pick<Media, 'checkRoom' | 'hasRoom'> {
	return {
		async checkRoom(repostId) {
			// It was let in before; what it has counts already.
			if ((await bytesIn(folderOf(repostId))) > 0) return;
			const used = await bytesIn(mediaRoot);
			if (used < limitBytes) return;
			throw new Problem(
				'media_limit',
				`The videos of other reposts take ${inGigabytes(used)} of the ${inGigabytes(limitBytes)} GB that MEDIA_LIMIT_GB allows: the download waits until one of them is done.`,
				{ retryAfterMs: lookAgainMs },
			);
		},
		async hasRoom() {
			const state = await diskState(dirname(mediaRoot));
			return state === 'ok' && (await bytesIn(mediaRoot)) < limitBytes;
		},
	};
}

/** Of all files below; what vanishes meanwhile counts for nothing. */
async function bytesIn(folder: string): Promise<number> {
	const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
	const sizes = await Promise.all(
		entries.map(async (entry) => {
			const path = join(folder, entry.name);
			if (entry.isDirectory()) return bytesIn(path);
			return entry.isFile() ? (await stat(path).catch(() => ({ size: 0 }))).size : 0;
		}),
	);
	return sizes.reduce((sum, size) => sum + size, 0);
}

function inGigabytes(bytes: number): string {
	return (bytes / gigabyte).toFixed(1);
}
