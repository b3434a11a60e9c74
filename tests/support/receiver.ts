import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
	path: string;
	headers: IncomingHttpHeaders;
	text: string;
	body: Record<string, unknown>;
	/** What it was answered. */
	status: number;
}

/** A program that 14ms calls: keeps what came, answers POSTs with `statuses` in turn, then with 200. */
export async function startReceiver(statuses: number[] = [], port = 0) {
	const calls: Received[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const text = Buffer.concat(chunks).toString();
			const isPost = request.method === 'POST';
			const status = isPost ? (statuses.shift() ?? 200) : 404;
			if (isPost) {
				const body = JSON.parse(text) as Record<string, unknown>;
				const { url: path = '', headers } = request;
				calls.push({ path, headers, text, body, status });
			}
			response.writeHead(status, status === 302 ? { Location: '/elsewhere' } : {}).end();
		});
	});
	await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
	const { port: ownPort } = server.address() as AddressInfo;
	return {
		calls,
		port: ownPort,
		origin: `http://127.0.0.1:${ownPort}`,
		async close() {
			server.closeAllConnections();
			await new Promise((closed) => server.close(closed));
		},
	};
}

export function isSigned({ headers, text }: Received, secret: string): boolean {
	const [, seconds = '', signature] =
		/^t=(\d+),s=([0-9a-f]{64})$/.exec(String(headers['14ms-signature'])) ?? [];
	const expected = createHmac('sha256', secret).update(`${seconds}.${text}`).digest('hex');
	return signature === expected && Math.abs(Date.now() / 1000 - Number(seconds)) < 60;
}
