import { rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from './errorCode';

/** `absent`: nothing is kept in this folder yet, or another machine keeps it. */
export type DiskState = 'ok' | 'full' | 'not writable' | 'absent';

/** Below this even a note can fail at any moment. */
const leastFreeBytes = 20_000_000;

/** Can something be written into this folder? Finds out by writing; leaves nothing. */
export async function diskState(folder: string): Promise<DiskState> {
	const probe = join(folder, '.write-test');
	try {
		await writeFile(probe, 'x'.repeat(4096));
		const { bavail, bsize } = await statfs(folder);
		return bavail * bsize < leastFreeBytes ? 'full' : 'ok';
	} catch (error) {
		switch (errorCode(error)) {
			case 'ENOSPC':
			case 'EDQUOT':
				return 'full';
			case 'ENOENT':
				return 'absent';
			default:
				return 'not writable';
		}
	} finally {
		await rm(probe, { force: true }).catch(() => undefined);
	}
}
