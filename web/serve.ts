import { serve, type Http2Bindings, type HttpBindings } from '@hono/node-server';
import { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Problem } from '../lib/errors';

export interface WebApp {
	fetch: (request: Request, env: HttpBindings) => Response | Promise<Response>;
}

export interface RunningWeb {
	port: number;
	/** Takes no new requests, gives those that run `graceMs`, then cuts them. */
	close(graceMs?: number): Promise<void>;
}

/** Listens; port 0 takes a free one. Problems: port_in_use, bad_settings. */
export function serveWeb(
	app: WebApp,
	{ host, port }: { host: string; port: number },
): Promise<RunningWeb> {
	return new Promise((resolve, reject) => {
		const server = serve(
			{ fetch: (request, env) => app.fetch(request, http1(env)), hostname: host, port },
			(address: AddressInfo) => {
				resolve({ port: address.port, close });
			},
		);
		server.once('error', (error: NodeJS.ErrnoException) => {
			reject(whyNotListening(error, host, port));
		});

		function close(graceMs = 2_000): Promise<void> {
			return new Promise((closed) => {
				const cut = setTimeout(() => {
					if ('closeAllConnections' in server) server.closeAllConnections();
				}, graceMs);
				server.close(() => {
					clearTimeout(cut);
					closed();
				});
				if ('closeIdleConnections' in server) server.closeIdleConnections();
			});
		}
	});
}

/** The server speaks HTTP/1 only; the type of its callback allows for others. */
function http1({ incoming, outgoing }: HttpBindings | Http2Bindings): HttpBindings {
	if (incoming instanceof IncomingMessage && outgoing instanceof ServerResponse) {
		return { incoming, outgoing };
	}
	throw new Error('Not an HTTP/1 request.');
}

function whyNotListening(error: NodeJS.ErrnoException, host: string, port: number): Error {
	switch (error.code) {
		case 'EADDRINUSE':
			return new Problem(
				'port_in_use',
				`Port ${port} is taken by another program: stop it, or set PORT to a free one (PORT=3001 npx 14ms up).`,
			);
		case 'EACCES':
			return new Problem(
				'bad_settings',
				`This user may not listen on port ${port}: set PORT to one above 1023.`,
			);
		case 'EADDRNOTAVAIL':
		case 'ENOTFOUND':
			return new Problem(
				'bad_settings',
				`HOST is ${host}, which is no address of this machine: use 127.0.0.1 or 0.0.0.0.`,
			);
		default:
			return error;
	}
}
