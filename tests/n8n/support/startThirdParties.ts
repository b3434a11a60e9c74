import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Told {
	path: string;
	title: string | undefined;
	text: string;
}

/** Stands in for what the templates speak to: a phone or chat, an AI in OpenAI's chat format, and a sheet as CSV. */
export async function startThirdParties(sheet: string, rewritten: string) {
	const told: Told[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { url: path = '', headers } = request;
			const text = Buffer.concat(chunks).toString();
			told.push({ path, title: headers.title?.toString(), text });
			if (path === '/sheet') {
				response.setHeader('content-type', 'text/csv').end(sheet);
			} else {
				const choices = [{ message: { role: 'assistant', content: rewritten } }];
				response.setHeader('content-type', 'application/json');
				response.end(JSON.stringify({ choices }));
			}
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		told,
		origin: `http://127.0.0.1:${port}`,
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}
