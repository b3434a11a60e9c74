import { once } from 'node:events';
import {
	createServer,
	request,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type Server,
	type ServerResponse,
} from 'node:http';
import { connect, type AddressInfo } from 'node:net';

export interface Passed {
	method: string;
	/** Without the query, where n8n keeps a token. */
	path: string;
	url: string;
	headers: IncomingHttpHeaders;
	body: string;
	/** Null until it is answered. */
	status: number | null;
}

/** A way to a server on this machine, on which every call is seen, may be held up, and which can be closed. */
export interface Passage {
	readonly origin: string;
	readonly calls: Passed[];
	/** Holds the answers of calls that match until `released`; the server behind has done its work by then. */
	holdAnswers(matches: (call: Passed) => boolean, released: Promise<unknown>): void;
	/** Refuses connections. */
	close(): Promise<void>;
	/** On the same port again. */
	open(): Promise<void>;
}

/** `host` is what the server behind is told instead of the Host header, as in a network with names of its own. */
export async function openPassage(toPort: number, host?: string): Promise<Passage> {
	const calls: Passed[] = [];
	const holds: { matches: (call: Passed) => boolean; released: Promise<unknown> }[] = [];

	async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of incoming) chunks.push(Buffer.from(chunk as Uint8Array));
		const { method = '', url = '', headers } = incoming;
		const [path = ''] = url.split('?');
		const body = Buffer.concat(chunks).toString();
		const call: Passed = { method, path, url, headers, body, status: null };
		calls.push(call);
		const behind = request({
			...{ host: '127.0.0.1', port: toPort, method, path: url },
			headers: { ...headers, ...(host === undefined ? {} : { host }) },
		});
		behind.end(Buffer.concat(chunks));
		try {
			const [answer] = (await once(behind, 'response')) as [IncomingMessage];
			call.status = answer.statusCode ?? null;
			for (const hold of holds) if (hold.matches(call)) await hold.released;
			outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(outgoing);
		} catch {
			// Nobody is there, or it ended in the middle.
			outgoing.destroy();
		}
	}

	let server: Server | null = null;
	async function open(port: number): Promise<number> {
		server = createServer((incoming, outgoing) => void pass(incoming, outgoing));
		// The editor's web socket.
		server.on('upgrade', ({ url, headers }, socket, head) => {
			const behind = connect(toPort, '127.0.0.1', () => {
				const lines = Object.entries(headers).map(
					([name, value]) => `${name}: ${String(value)}`,
				);
				behind.write(`GET ${String(url)} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
				behind.write(head);
				socket.pipe(behind).pipe(socket);
			});
			behind.on('error', () => socket.destroy());
			socket.on('error', () => behind.destroy());
		});
		server.listen(port, '127.0.0.1');
		await once(server, 'listening');
		return (server.address() as AddressInfo).port;
	}
	const port = await open(0);

	return {
		origin: `http://localhost:${port}`,
		calls,
		holdAnswers: (matches, released) => void holds.push({ matches, released }),
		async open() {
			await open(port);
		},
		async close() {
			if (!server?.listening) return;
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		},
	};
}
