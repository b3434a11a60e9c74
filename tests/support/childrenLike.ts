import { readdirSync, readFileSync } from 'node:fs';

/** Command lines of this process's living descendants that hold `text`, on Linux. */
export function childrenLike(text: string): string[] {
	const family = new Set([process.pid]);
	const all = readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.flatMap((pid) => processOf(Number(pid)) ?? []);
	// A parent may have a larger pid than its child.
	for (let size = 0; size !== family.size;) {
		size = family.size;
		for (const { pid, parentPid } of all) if (family.has(parentPid)) family.add(pid);
	}
	family.delete(process.pid);
	return all
		.filter(({ pid, command }) => family.has(pid) && command.includes(text))
		.map(({ command }) => command);
}

function processOf(pid: number): { pid: number; parentPid: number; command: string } | null {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		const [state, parentPid] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		if (state === 'Z') return null;
		const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
		return { pid, parentPid: Number(parentPid), command };
	} catch {
		// It has just ended.
		return null;
	}
}
