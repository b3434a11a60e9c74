import type { YouTubeMeaning } from './messages';

const megabyte = 1_000_000;
const retryAfterMs = 10 * 60_000;
/** Less than this is as good as nothing. */
const leastFreeBytes = 20 * megabyte;

/**
 * A full disk makes yt-dlp, ffmpeg and deno fail in many words, or in none: how much is free tells more. Other meanings
 * come back as they are.
 * @param room free bytes of the disk, and the bytes of the whole video where they are known
 */
export function fullDisk(
	meaning: YouTubeMeaning,
	{ freeBytes, videoBytes }: { freeBytes: number; videoBytes: number | null },
): YouTubeMeaning {
	// Picture and sound are downloaded, then merged into a second file.
	const neededBytes = 2 * (videoBytes ?? 0) + leastFreeBytes;
	const isFull = meaning.code === 'youtube_failed' && freeBytes < leastFreeBytes;
	if (meaning.code !== 'disk_full' && !isFull) return meaning;
	const room = videoBytes === null ? '' : ` about ${inMegabytes(neededBytes)} MB of`;
	return {
		code: 'disk_full',
		sentence: `The disk is full: make${room} room where DATA_DIR is, then the download goes on.`,
		remedy: { kind: 'later', retryAfterMs },
	};
}

function inMegabytes(bytes: number): number {
	return Math.ceil(bytes / megabyte);
}
