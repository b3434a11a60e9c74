import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'dotenv';

/** What `.env` and `.env.local` of a folder hold; the second wins. Files that are not there are fine. */
export function readEnvFiles(cwd: string): { values: Record<string, string>; mistakes: string[] } {
	const values: Record<string, string> = {};
	const mistakes: string[] = [];
	for (const name of ['.env', '.env.local']) {
		const file = join(cwd, name);
		if (!existsSync(file)) continue;
		try {
			Object.assign(values, parse(readFileSync(file)));
		} catch {
			mistakes.push(`${name} cannot be read: make it a text file that this user may read.`);
		}
	}
	return { values, mistakes };
}
