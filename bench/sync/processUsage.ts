import { readFileSync } from 'node:fs';

export interface Usage {
	cpuMs: number;
	/** Of the programs that it has started and that have ended. */
	childrenCpuMs: number;
	rssBytes: number;
}

/** What Linux calls a tick of its clock. */
const tickMs = 10;

/** Null where there is no /proc. */
export function processUsage(pid: number): Usage | null {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		// Its name, in brackets, may hold blanks.
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		const ticks = (from: number): number => Number(fields[from]) + Number(fields[from + 1]);
		const status = readFileSync(`/proc/${pid}/status`, 'utf8');
		const rssKiB = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
		return {
			cpuMs: ticks(11) * tickMs,
			childrenCpuMs: ticks(13) * tickMs,
			rssBytes: rssKiB * 1024,
		};
	} catch {
		return null;
	}
}
