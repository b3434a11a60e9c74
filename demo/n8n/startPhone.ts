import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands in for the phone that the first template tells: hands on what it was sent. */
export async function startPhone(
	ring: (title: string, text: string) => void,
): Promise<{ url: string; close(): void }> {
	const server = createServer((request, response) => {
		let text = '';
		request.setEncoding('utf8').on('data', (more: string) => {
			text += more;
		});
		request.on('end', () => {
			ring(request.headers.title?.toString() ?? '', text);
			response.end();
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}/`, close: () => void server.close() };
}
