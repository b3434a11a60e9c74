import { readFileSync } from 'node:fs';

export interface Usage {
	cpuMs: number;
	rssBytes: number;
}

/** What Linux calls a tick of its clock. */
const tickMs = 10;

/** Of a process and the ones it has waited for; null where there is no /proc. */
export function processUsage(pid: number): Usage | null {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		// Its name, in brackets, may hold blanks.
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
		const status = readFileSync(`/proc/${pid}/status`, 'utf8');
		const rssKiB = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
		return { cpuMs: ticks * tickMs, rssBytes: rssKiB * 1024 };
	} catch {
		return null;
	}
}
