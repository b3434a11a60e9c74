import { setTimeout as wait } from 'node:timers/promises';

import { Problem } from '../../lib/errors';
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

/** SIGKILL takes effect at once, unless the process hangs in the kernel or belongs to another user. */
const killedWithinMs = 10_000;

/**
 * Ends a server of this database file: SIGTERM, and SIGKILL after `graceMs`; 0: at once. Resolves when it is gone.
 * @throws Problem data_dir_in_use when it cannot be ended.
 */
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
	if (graceMs > 0) send(server.pid, 'SIGTERM');
	const killAt = Date.now() + graceMs;
	while (!isGone() && Date.now() < killAt) await wait(50);
	if (isGone()) return;
	send(server.pid, 'SIGKILL');
	const until = Date.now() + killedWithinMs;
	while (!isGone()) {
		if (Date.now() > until) {
			throw new Problem(
				'data_dir_in_use',
				`The Temporal server of an earlier run (process ${server.pid}) cannot be ended: end it by hand, then start again.`,
			);
		}
		await wait(20);
	}
}

function send(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(pid, signal);
	} catch {
		// It has just ended by itself.
	}
}
