import { readFileSync } from 'node:fs';

/**
 * npx runs us in a shell, passes signals to that shell alone, and a `kill -9` of npx reaches neither: whoever ends npx
 * would leave us running. The answer tells, at each call, whether npx or its shell has gone since.
 */
export function npxWatch(): () => boolean {
	const parentPid = process.ppid;
	const npxPid = parentOfShell(parentPid);
	return () => process.ppid !== parentPid || parentOfShell(parentPid) !== npxPid;
}

/** Null when the parent is no shell (some shells make way for what they run), or where there is no /proc. */
function parentOfShell(pid: number): string | null {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		return /^\d+ \((?:ba|da)?sh\) \S (\d+) /.exec(stat)?.[1] ?? null;
	} catch {
		return null;
	}
}
