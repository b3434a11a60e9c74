import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TikTok } from '../../../services/tiktok/tiktok';

type Chunk = Parameters<TikTok['putChunk']>[0];

export const largeSize = 64_000_000;
export const smallBytes = Buffer.from(Array.from({ length: 100_000 }, (_, i) => (i * 7) % 251));

/** A folder with a small and a large (sparse) file, and chunks of them. */
export function chunkFiles() {
	const folder = mkdtempSync(path.join(tmpdir(), 'put-chunk-'));
	const small = path.join(folder, 'small.mp4');
	const large = path.join(folder, 'large.mp4');
	writeFileSync(small, smallBytes);
	sparse(large);
	return {
		folder,
		wholeLarge: { path: large, lastByte: largeSize - 1, totalBytes: largeSize },
		chunkOf: (uploadUrl: string, change: Partial<Chunk> = {}): Chunk => ({
			uploadUrl,
			path: small,
			firstByte: 0,
			lastByte: smallBytes.length - 1,
			totalBytes: smallBytes.length,
			contentType: 'video/mp4',
			signal: new AbortController().signal,
			onBytes: () => undefined,
			...change,
		}),
		remove: () => rmSync(folder, { recursive: true }),
	};
}

/** Makes `file` 64 MB long without taking the space. */
export function sparse(file: string): void {
	writeFileSync(file, '');
	truncateSync(file, largeSize);
}

/** Takes the whole body, then answers. */
export const taking =
	(httpStatus: number, headers: Record<string, string> = {}, text = '') =>
	(req: IncomingMessage, res: ServerResponse) => {
		req.resume().on('end', () => res.writeHead(httpStatus, headers).end(text));
	};
