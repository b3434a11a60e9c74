import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Check } from '../../lib/doctor/check';
import { diskCheck } from '../../lib/doctor/diskCheck';
import { attempt } from './attempt';

/** Room where `dataDir` is, or will be once it is made. */
export function checkDisk(dataDir: string): Promise<Check> {
	const name = { id: 'machine.disk', group: 'machine', title: 'Disk space' } as const;
	return attempt(name, async () => {
		const { bavail, bsize } = await statfs(nearestFolder(dataDir));
		return diskCheck(name, bavail * bsize, dataDir);
	});
}

function nearestFolder(path: string): string {
	const parent = dirname(path);
	return existsSync(path) || parent === path ? path : nearestFolder(parent);
}
