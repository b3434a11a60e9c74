import fs from 'node:fs';
import path from 'node:path';

/** Puts a file on disk, or the entries of a folder: names made, renamed or removed in it. */
export function fsyncPath(it: string): void {
	const fd = fs.openSync(it, 'r');
	try {
		fs.fsyncSync(fd);
	} finally {
		fs.closeSync(fd);
	}
}

/** The same for a folder and everything below it. */
export function fsyncTree(dir: string): void {
	for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
		const entryPath = path.join(dir, entry.name);
		if (entry.isDirectory()) fsyncTree(entryPath);
		else if (entry.isFile()) fsyncPath(entryPath);
	}
	fsyncPath(dir);
}
