import { setTimeout as wait } from 'node:timers/promises';

import { Connection } from '@temporalio/client';

import { ownsPort } from './ownsPort';

const askTimeoutMs = 2000;

/**
 * Does this very process serve the namespace `default`? Asks at least once (2 s), and again until `withinMs` is over.
 */
export async function answers(
	{ pid, port }: { pid: number; port: number },
	{ withinMs }: { withinMs: number },
): Promise<boolean> {
	const until = Date.now() + withinMs;
	while (!(ownsPort(pid, port) && (await ask(`127.0.0.1:${port}`)))) {
		if (Date.now() >= until) return false;
		await wait(50);
	}
	return true;
}

/** On a connection of its own: after a refusal, gRPC would wait a second before it tries the same one again. */
async function ask(address: string): Promise<boolean> {
	const connection = Connection.lazy({
		address,
		channelArgs: { 'grpc.enable_http_proxy': 0 },
		interceptors: [],
	});
	try {
		await connection.withDeadline(Date.now() + askTimeoutMs, () =>
			connection.workflowService.describeNamespace({ namespace: 'default' }),
		);
		return true;
	} catch {
		return false;
	} finally {
		await connection.close();
	}
}
