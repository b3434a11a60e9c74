import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

export interface GroupMember {
	pid: number;
	parentPid: number;
	/** Its command line. */
	command: string;
}

/** The living processes of a group; zombies do not count. */
export async function membersOf(pgid: number): Promise<GroupMember[]> {
	const pids = await readdir('/proc').catch(() => null);
	if (pids === null) return membersByPs(pgid);
	const members = await Promise.all(
		pids.filter((name) => /^\d+$/.test(name)).map((pid) => memberByProc(Number(pid), pgid)),
	);
	return members.filter((member) => member !== null);
}

/** Ends a whole group: SIGTERM, and SIGKILL for what is left after `graceMs`. Resolves when none is left. */
export async function killGroup(pgid: number, graceMs = 2000): Promise<void> {
	send(pgid, 'SIGTERM');
	if (await isGoneWithin(pgid, graceMs)) return;
	send(pgid, 'SIGKILL');
	await isGoneWithin(pgid, 5000);
}

function send(pgid: number, signal: NodeJS.Signals | 0): boolean {
	try {
		return process.kill(-pgid, signal);
	} catch {
		return false;
	}
}

async function isGoneWithin(pgid: number, limitMs: number): Promise<boolean> {
	const end = performance.now() + limitMs;
	for (;;) {
		// The cheap question first: it is also true for zombies.
		if (!send(pgid, 0) || (await membersOf(pgid)).length === 0) return true;
		if (performance.now() > end) return false;
		await wait(20);
	}
}

async function memberByProc(pid: number, pgid: number): Promise<GroupMember | null> {
	try {
		const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
		// The name in brackets may hold anything.
		const [state, parentPid, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		if (Number(group) !== pgid || state === 'Z' || state === 'X') return null;
		const command = await readFile(`/proc/${pid}/cmdline`, 'utf8');
		return { pid, parentPid: Number(parentPid), command: command.replaceAll('\0', ' ') };
	} catch {
		return null;
	}
}

/** Where there is no /proc (macOS). */
async function membersByPs(pgid: number): Promise<GroupMember[]> {
	const columns = 'pid=,ppid=,pgid=,stat=,args=';
	const { stdout } = await promisify(execFile)('ps', ['-A', '-ww', '-o', columns]);
	return stdout.split('\n').flatMap((line) => {
		const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line);
		if (Number(match?.[3]) !== pgid || match?.[4]?.startsWith('Z')) return [];
		return [
			{ pid: Number(match?.[1]), parentPid: Number(match?.[2]), command: match?.[5] ?? '' },
		];
	});
}
