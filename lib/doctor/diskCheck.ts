import { fail, ok, warn, type Check, type CheckName } from './check';

const gigabyte = 1_000_000_000;
const failBelowBytes = gigabyte;
const warnBelowBytes = 5 * gigabyte;

/** Up to five videos an account are on the disk at a time, each up to 4 GB. */
export function diskCheck(name: CheckName, freeBytes: number, folder: string): Check {
	const detail = `${(freeBytes / gigabyte).toFixed(1)} GB are free for ${folder}.`;
	const whatToDo = 'Make room, or set DATA_DIR to a folder on a larger disk.';
	if (freeBytes < failBelowBytes) return fail(name, detail, whatToDo);
	if (freeBytes < warnBelowBytes) return warn(name, detail, whatToDo);
	return ok(name, detail);
}
