import { setTimeout as wait } from 'node:timers/promises';

import { listProcesses, type Listed } from './listProcesses';

/** A Temporal dev server that runs on this machine. */
export interface ServerProcess {
	pid: number;
	startedAt: string;
	port: number;
	uiPort: number;
}

/** The dev servers that run on this database file, told by their own command lines. */
export function findServers(dbFile: string, list: () => Listed[] = listProcesses): ServerProcess[] {
	return list().flatMap(({ pid, startedAt, args }) => {
		const valueOf = (flag: string) => {
			const at = args.indexOf(flag);
			return at < 0 ? undefined : args[at + 1];
		};
		const isOurs = args.includes('start-dev') && valueOf('--db-filename') === dbFile;
		const [port, uiPort] = [Number(valueOf('--port')), Number(valueOf('--ui-port'))];
		return isOurs ? [{ pid, startedAt, port, uiPort }] : [];
	});
}

/** Ends a server of this database file: SIGTERM, and SIGKILL after `graceMs`. Resolves when it is gone. */
export async function endServer(
	server: ServerProcess,
	dbFile: string,
	graceMs: number,
): Promise<void> {
	const isGone = () =>
		!findServers(dbFile).some(
			({ pid, startedAt }) => pid === server.pid && startedAt === server.startedAt,
		);
	if (isGone()) return;
	send(server.pid, 'SIGTERM');
	const killAt = Date.now() + graceMs;
	while (!isGone() && Date.now() < killAt) await wait(50);
	if (isGone()) return;
	send(server.pid, 'SIGKILL');
	while (!isGone()) await wait(20);
}

function send(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(pid, signal);
	} catch {
		// It has just ended by itself.
	}
}
