import { statSync } from 'node:fs';

/** Tells a file from one that was put in its place; null when there is none. The file is not opened. */
export function fileIdentity(file: string): string | null {
	const found = statSync(file, { bigint: true, throwIfNoEntry: false });
	return found ? `${found.dev} ${found.ino}` : null;
}
