import { Problem } from '../../lib/errors';

/** By a system error's name: the disk, or this user's share of it. */
export function isDiskFull(code: string | null): boolean {
	return code === 'ENOSPC' || code === 'EDQUOT';
}

/** Said of a start; `file` is what could not be written. */
export function diskIsFull(file: string): Problem {
	return new Problem(
		'disk_full',
		`The disk that holds ${file} is full: make room, then start 14ms again.`,
	);
}
