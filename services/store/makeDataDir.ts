import fs from 'node:fs';
import { Problem } from '../../lib/errors';
import { factsOf } from './errorFacts';

/** Makes the folder if it is missing, for its owner only. Problem data_dir_unusable when that fails or it cannot be written. */
export function makeDataDir(dataDir: string): void {
	try {
		fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
		fs.accessSync(dataDir, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK);
	} catch (error) {
		throw new Problem(
			'data_dir_unusable',
			`${reason(dataDir, error)}: choose another DATA_DIR.`,
		);
	}
}

function reason(dataDir: string, error: unknown): string {
	const { code, message } = factsOf(error);
	if (code === 'EEXIST' || code === 'ENOTDIR') return `${dataDir} is not a folder`;
	if (code === 'EACCES' || code === 'EPERM') return `${dataDir} may not be written by this user`;
	if (code === 'EROFS') return `${dataDir} is on a read-only disk`;
	return `${dataDir} cannot be made (${message})`;
}
