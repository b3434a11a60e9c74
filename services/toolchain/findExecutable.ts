import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

export async function isExecutable(path: string): Promise<boolean> {
	try {
		await access(path, constants.X_OK);
		return (await stat(path)).isFile();
	} catch {
		return false;
	}
}

/** The first executable of that name in the folders of `path` (as in `$PATH`); relative entries are skipped. */
export async function findExecutable(name: string, path: string): Promise<string | null> {
	for (const folder of path.split(delimiter)) {
		const candidate = join(folder, name);
		if (isAbsolute(folder) && (await isExecutable(candidate))) return candidate;
	}
	return null;
}
