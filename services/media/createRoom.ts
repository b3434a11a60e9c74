import { readdir, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Problem } from '../../lib/errors';
import { diskState } from './diskState';
import type { Media } from './media';

const lookAgainMs = 10 * 60_000;
const gigabyte = 1_000_000_000;

/** No step begins that fills the disk to the last byte: the embedded database stops when it cannot write. */
const usualReserveBytes = 300_000_000;

/** Keeps the media below `limitBytes`: a download begins only while there is room, and one that has begun may end. */
export function createRoom(
	mediaRoot: string,
	limitBytes: number,
	folderOf: Media['folderOf'],
	reserveBytes = usualReserveBytes,
): Pick<Media, 'checkRoom' | 'hasRoom'> {
	return {
		async checkRoom(repostId) {
			if ((await freeBytes(dirname(mediaRoot))) < reserveBytes) {
				throw new Problem(
					'disk_full',
					`The disk that holds ${mediaRoot} is almost full: make room, then the download goes on.`,
				);
			}
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
			if (state !== 'ok' || (await freeBytes(dirname(mediaRoot))) < reserveBytes)
				return false;
			return (await bytesIn(mediaRoot)) < limitBytes;
		},
	};
}

/** Where nothing has been made yet, nothing is known to be full. */
async function freeBytes(folder: string): Promise<number> {
	const found = await statfs(folder).catch(() => null);
	return found ? found.bavail * found.bsize : Infinity;
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
