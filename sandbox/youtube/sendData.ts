import { open } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/** One answer of googlevideo, as the stand-in remembers it. */
export interface DataAnswer {
	/** Of the first byte sent. */
	fromByte: number;
	sentBytes: number;
}

/**
 * Sends a file like googlevideo does: Range, Content-Range, Accept-Ranges.
 * @param limits.sizeBytes where the file is said to end
 * @param limits.cutAfterBytes cuts the connection there
 */
export async function sendData(
	request: IncomingMessage,
	response: ServerResponse,
	file: { path: string; type: string },
	limits: { sizeBytes: number; bytesPerSecond?: number; cutAfterBytes?: number },
	answer: DataAnswer,
): Promise<void> {
	const { sizeBytes } = limits;
	const range = parseRange(request.headers.range, sizeBytes);
	if (range === 'unsatisfiable') {
		response.writeHead(416, { 'content-range': `bytes */${sizeBytes}` }).end();
		return;
	}
	const { from, to } = range ?? { from: 0, to: sizeBytes - 1 };
	answer.fromByte = from;
	response.writeHead(range ? 206 : 200, {
		'content-type': file.type,
		'content-length': to - from + 1,
		'accept-ranges': 'bytes',
		...(range ? { 'content-range': `bytes ${from}-${to}/${sizeBytes}` } : {}),
	});
	if (request.method === 'HEAD') {
		response.end();
		return;
	}
	const cutAt = from + (limits.cutAfterBytes ?? Infinity);
	await using handle = await open(file.path);
	// Twenty steps a second, so that a slow answer flows instead of coming in lumps.
	const step = Math.max(
		1,
		Math.ceil(Math.min((limits.bytesPerSecond ?? Infinity) / 20, 262_144)),
	);
	const buffer = Buffer.alloc(step);
	for (let at = from; at <= to && !response.destroyed;) {
		const length = Math.min(step, to - at + 1, cutAt - at);
		if (length <= 0) {
			response.destroy();
			return;
		}
		const { bytesRead } = await handle.read(buffer, 0, length, at);
		if (bytesRead === 0) break;
		await write(response, buffer.subarray(0, bytesRead));
		at += bytesRead;
		answer.sentBytes += bytesRead;
		if (limits.bytesPerSecond) await wait((bytesRead / limits.bytesPerSecond) * 1000);
	}
	response.end();
}

function parseRange(
	header: string | undefined,
	sizeBytes: number,
): { from: number; to: number } | 'unsatisfiable' | null {
	const match = /^bytes=(\d+)-(\d*)$/.exec(header ?? '');
	if (!match) return null;
	const from = Number(match[1]);
	const to = match[2] ? Math.min(Number(match[2]), sizeBytes - 1) : sizeBytes - 1;
	return from > to ? 'unsatisfiable' : { from, to };
}

/** Resolves when the bytes have left, or the other side has gone. */
function write(response: ServerResponse, bytes: Buffer): Promise<void> {
	return new Promise((resolve) => {
		response.once('close', resolve);
		response.write(bytes, () => {
			response.off('close', resolve);
			resolve();
		});
	});
}
