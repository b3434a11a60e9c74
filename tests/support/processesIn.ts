import { readlinkSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { listProcesses } from '../../services/temporal/listProcesses';

export interface Found {
	pid: number;
	command: string;
}

/** The processes that work in this folder, or have it on their command line. */
export function processesIn(dir: string): Found[] {
	return listProcesses()
		.filter(
			({ pid, args }) => args.some((arg) => arg.includes(dir)) || cwdOf(pid).startsWith(dir),
		)
		.map(({ pid, args }) => ({ pid, command: args.join(' ') }));
}

/** SIGKILL for those that match; resolves when none is left. */
export async function killIn(dir: string, which: (found: Found) => boolean): Promise<void> {
	for (;;) {
		const found = processesIn(dir).filter(which);
		if (found.length === 0) return;
		for (const { pid } of found) kill(pid);
		await delay(20);
	}
}

/** Empty where it cannot be told. */
function cwdOf(pid: number): string {
	try {
		return readlinkSync(`/proc/${pid}/cwd`);
	} catch {
		return '';
	}
}

function kill(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch {
		// It has just ended.
	}
}
