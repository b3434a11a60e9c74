import { Problem } from '../../lib/errors';
import { errorCode } from './errorCode';

/** A full disk is looked at again this often. */
const lookAgainMs = 10 * 60_000;

/** What a failed file operation means to a person, in one sentence; other errors come back as they are. */
export function fileProblem(error: unknown, folder: string): unknown {
	if (error instanceof Problem) return error;
	switch (errorCode(error)) {
		case 'ENOSPC':
		case 'EDQUOT':
			return diskFull(folder);
		case 'EROFS':
		case 'EACCES':
		case 'EPERM':
		case 'ENOTDIR':
		case 'EEXIST':
			return notWritable(folder);
		case 'ENOENT':
			return new Problem('media_missing', 'The downloaded file is gone. Retry it.');
		default:
			return error;
	}
}

/** The same for what ffmpeg writes on stderr; null when it speaks of something else. */
export function fileProblemInWords(words: string, folder: string): Problem | null {
	if (/No space left on device|Disk quota exceeded/.test(words)) return diskFull(folder);
	if (/Read-only file system|Permission denied/.test(words)) return notWritable(folder);
	return null;
}

function diskFull(folder: string): Problem {
	return new Problem(
		'disk_full',
		`The disk that holds ${folder} is full. Free some space there; it goes on by itself.`,
		{ retryAfterMs: lookAgainMs },
	);
}

function notWritable(folder: string): Problem {
	return new Problem(
		'data_dir_unusable',
		`14ms cannot write to ${folder}. Make it a folder that 14ms may write to, or set DATA_DIR to one.`,
	);
}
