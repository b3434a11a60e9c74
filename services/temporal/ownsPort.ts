import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Does this process itself listen on the TCP port? Two servers started at once may both have found it free. */
export function ownsPort(pid: number, port: number): boolean {
	return existsSync('/proc/net/tcp') ? ownsByProc(pid, port) : ownsByLsof(pid, port);
}

function ownsByProc(pid: number, port: number): boolean {
	const listening = '0A';
	const inodes = ['/proc/net/tcp', '/proc/net/tcp6']
		.filter((file) => existsSync(file))
		.flatMap((file) => readFileSync(file, 'utf8').split('\n'))
		.map((line) => line.trim().split(/\s+/u))
		.filter(([, local, , state]) => {
			return state === listening && parseInt(local?.split(':')[1] ?? '', 16) === port;
		})
		.map((fields) => `socket:[${fields[9] ?? ''}]`);
	try {
		const folder = `/proc/${pid}/fd`;
		return readdirSync(folder).some((fd) => {
			try {
				return inodes.includes(readlinkSync(`${folder}/${fd}`));
			} catch {
				return false; // closed while we looked
			}
		});
	} catch {
		return false; // ended while we looked
	}
}

/** For macOS, which has no /proc. */
export function ownsByLsof(pid: number, port: number): boolean {
	const flags = ['-nP', '-a', '-p', String(pid), `-iTCP:${port}`, '-sTCP:LISTEN', '-t'];
	return (
		spawnSync('lsof', flags, { env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' } }).status === 0
	);
}
