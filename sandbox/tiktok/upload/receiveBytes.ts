import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream/promises';

import { pause, resetSocket } from '../connection';

/**
 * Writes a request's body into the file from `offset` on, as it comes. `whole` means that Content-Length bytes came;
 * what an `aborted` or `cut` one left behind is overwritten by the next try.
 */
export async function receiveBytes(
	request: IncomingMessage,
	to: { path: string; offset: number },
	how: {
		bytesPerSecond: number | null;
		cutAfterBytes: number | null;
		hurry: AbortSignal;
		onBytes: (received: number) => void;
	},
): Promise<'whole' | 'aborted' | 'cut'> {
	const file = await open(to.path, constants.O_RDWR | constants.O_CREAT, 0o600);
	// Node takes the socket off a request that is not read to its end.
	const { socket } = request;
	const startedAt = performance.now();
	let received = 0;
	try {
		for await (const part of bodyOf(request)) {
			await file.write(part, 0, part.length, to.offset + received);
			received += part.length;
			how.onBytes(received);
			if (how.cutAfterBytes !== null && received >= how.cutAfterBytes) {
				resetSocket(socket);
				return 'cut';
			}
			if (how.bytesPerSecond && !how.hurry.aborted) {
				const dueMs = (received / how.bytesPerSecond) * 1000;
				await pause(startedAt + dueMs - performance.now(), how.hurry);
			}
		}
	} catch {
		return 'aborted';
	} finally {
		await file.close();
	}
	return request.complete ? 'whole' : 'aborted';
}

/** Reads a body to its end and forgets it, so that the sender hears the answer. */
export async function drain(request: IncomingMessage): Promise<void> {
	try {
		await finished(request.resume());
	} catch {
		// The sender is gone; nobody waits for an answer.
	}
}

async function* bodyOf(request: IncomingMessage): AsyncGenerator<Buffer> {
	for await (const part of request) if (Buffer.isBuffer(part)) yield part;
}
