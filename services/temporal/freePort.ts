import { createServer } from 'node:net';

const host = '127.0.0.1';

/** The first of the wanted ports that is free on 127.0.0.1 and not `taken`, else any free one. */
export async function freePort(wanted: number[], taken: number[] = []): Promise<number> {
	for (const port of [...wanted, 0, 0]) {
		const found = taken.includes(port) ? null : await tryPort(port);
		if (found !== null && !taken.includes(found)) return found;
	}
	throw new Error(`No port is free on ${host}.`);
}

/** The port that could be listened on, null when it is in use. */
async function tryPort(port: number): Promise<number | null> {
	const server = createServer();
	return new Promise((resolve) => {
		server.once('error', () => resolve(null));
		server.listen({ port, host, exclusive: true }, () => {
			const address = server.address();
			const found = typeof address === 'object' && address ? address.port : null;
			server.close(() => resolve(found));
		});
	});
}
