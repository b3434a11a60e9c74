import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';

export interface PutReply {
	status: number;
	progress: string | undefined;
}

/** One chunk with exactly these headers; a null header is left out. Rejects when the connection is cut. */
export async function put(
	uploadUrl: string,
	bytes: Buffer,
	range: string,
	headers: Record<string, string | null> = {},
): Promise<PutReply> {
	const outgoing = request(uploadUrl, { method: 'PUT', agent: false });
	const all: Record<string, string | null> = {
		'content-type': 'video/mp4',
		'content-length': String(bytes.length),
		'content-range': range,
		...headers,
	};
	for (const [name, value] of Object.entries(all)) {
		if (value !== null) outgoing.setHeader(name, value);
	}
	const answering = Promise.withResolvers<IncomingMessage>();
	outgoing.on('response', answering.resolve).on('error', answering.reject);
	outgoing.end(bytes);
	const answer = await answering.promise;
	answer.resume();
	await once(answer, 'end');
	return { status: answer.statusCode ?? 0, progress: answer.headers['content-range'] };
}

export function putWhole(uploadUrl: string, bytes: Buffer): Promise<PutReply> {
	return put(uploadUrl, bytes, `bytes 0-${bytes.length - 1}/${bytes.length}`);
}

export function randomVideo(sizeBytes: number): Buffer {
	return randomBytes(sizeBytes);
}

export function sha256Of(bytes: Buffer): string {
	return createHash('sha256').update(bytes).digest('hex');
}
