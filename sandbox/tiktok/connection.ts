import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';

/** The environment that @hono/node-server gives each request. */
export interface NodeEnv {
	Bindings: HttpBindings;
}

/** Ends the connection as a crash would: a reset instead of an answer. */
export function cutConnection(c: Context<NodeEnv>): Response {
	resetSocket(c.env.incoming.socket);
	return RESPONSE_ALREADY_SENT;
}

export function resetSocket(socket: Socket): void {
	if (!socket.destroyed) socket.resetAndDestroy();
}

/** Waits, or stops waiting when `signal` aborts; never throws. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
	await sleep(Math.max(0, ms), undefined, { signal }).catch(() => undefined);
}
