import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

export interface Listed {
	pid: number;
	/** Linux: ticks since boot; elsewhere the words of `ps`. Together with the pid it names a process for good. */
	startedAt: string;
	args: string[];
}

/** The processes of this machine that run (zombies do not). */
export function listProcesses(): Listed[] {
	return existsSync('/proc/self/stat') ? listFromProc() : listFromPs();
}

function listFromProc(): Listed[] {
	return readdirSync('/proc')
		.filter((name) => /^\d+$/u.test(name))
		.flatMap((name) => {
			try {
				const args = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
				const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
				// What follows the program's name, which may itself hold brackets: state is field 3, start time field 22.
				const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
				const startedAt = fields[22 - 3] ?? '';
				return fields[0] === 'Z' ? [] : [{ pid: Number(name), startedAt, args }];
			} catch {
				return []; // ended while we looked
			}
		});
}

/** For macOS. `ps` gives the command line as one string; it is cut at its flags, since folders may hold spaces. */
export function listFromPs(): Listed[] {
	const text = execFileSync('ps', ['-axww', '-o', 'pid=,stat=,lstart=,command='], {
		encoding: 'utf8',
		maxBuffer: 32 * 2 ** 20,
		env: { PATH: '/bin:/usr/bin', LC_ALL: 'C' },
	});
	return text.split('\n').flatMap((line) => {
		const found = /^\s*(\d+)\s+(\S+)\s+(\S+\s+\S+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)$/u.exec(line);
		if (!found || found[2]?.startsWith('Z')) return [];
		const [, pid, , startedAt = '', command = ''] = found;
		const parts = command.split(/ (?=--)/u);
		const args = parts.flatMap((part) =>
			part.startsWith('--') ? splitOnce(part) : part.split(' '),
		);
		return [{ pid: Number(pid), startedAt, args }];
	});
}

function splitOnce(part: string): string[] {
	const at = part.indexOf(' ');
	return at < 0 ? [part] : [part.slice(0, at), part.slice(at + 1)];
}
