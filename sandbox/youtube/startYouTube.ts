import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { SampleVideo } from '../samples/SampleVideo';
import { hostNames, identityIn } from './authority';
import { createSite, type SeenRequest, type YouTubeMoment } from './createSite';
import { FaultBoard, type Faults, faultsSchema } from './faults';

export interface YouTubeStandIn {
	/** For HTTPS_PROXY. */
	proxyUrl: string;
	/** PEM file with the authority that the client must trust. */
	caFile: string;
	/** `POST /sandbox/faults` and `GET /sandbox/state` are here. */
	origin: string;
	/** Replaces all faults; `{}` takes them back. */
	setFault(faults: Faults): void;
	/** Replaces the faults of one video only. */
	setFaultFor(videoId: string, faults: Faults): void;
	/** Every request since the start or the last `forget()`, in order. */
	requests(): SeenRequest[];
	forget(): void;
	close(): Promise<void>;
}

/**
 * A stand-in for YouTube that the real yt-dlp reads through its real extractor: an HTTP proxy that ends TLS itself,
 * answers for YouTube's hosts from its shelf and reaches no other host.
 * @param options.dir keeps the certificate authority
 * @param options.port default 0: any free one
 */
export async function startYouTube(options: {
	dir: string;
	videos: SampleVideo[];
	host?: string;
	port?: number;
	now?: () => number;
	/** Told of every request about a video before it is answered; the answer waits for it. */
	onMoment?: (moment: YouTubeMoment) => Promise<void> | void;
}): Promise<YouTubeStandIn> {
	const { dir, videos, host = '127.0.0.1', port = 0, now = Date.now, onMoment } = options;
	const identity = await identityIn(dir, now);
	const secureContext = createSecureContext(identity);
	const faults = new FaultBoard();
	const seen: SeenRequest[] = [];
	const site = createSite({ videos, faults, now, seen, onMoment });
	const sockets = new Set<Socket>();

	const inner = createServer((request, response) => {
		site(request, response).catch(() => response.destroy());
	});
	const outer = createServer((request, response) => {
		control(request, response).catch(() => response.destroy());
	});
	outer.on('connection', (socket: Socket) => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
	});
	outer.on('connect', (request: IncomingMessage, socket: Socket) => {
		socket.on('error', () => socket.destroy());
		if (!isOurs(request.url ?? '')) {
			socket.end('HTTP/1.1 404 Not in the sandbox\r\n\r\n');
			return;
		}
		socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
		const secure = new TLSSocket(socket, { isServer: true, secureContext });
		secure.on('error', () => secure.destroy());
		inner.emit('connection', secure);
	});

	async function control(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const route = `${request.method ?? ''} ${request.url ?? ''}`;
		if (route === 'GET /sandbox/state') {
			const shelf = videos.map(({ id, title, isShort, durationSec }) => {
				return { id, title, isShort, durationSec };
			});
			answer(response, 200, { videos: shelf, faults: faults.current, requests: seen });
			return;
		}
		if (route === 'POST /sandbox/faults') {
			const wanted = faultsSchema.safeParse(parseJson(await text(request)));
			if (!wanted.success) {
				answer(response, 400, { mistakes: wanted.error.issues });
				return;
			}
			faults.set(wanted.data);
			answer(response, 200, { faults: faults.current });
			return;
		}
		answer(response, 404, { error: 'Not in the sandbox' });
	}

	await new Promise<void>((resolve, reject) => {
		outer.once('error', reject);
		outer.listen(port, host, resolve);
	});
	const address = outer.address();
	const realPort = typeof address === 'object' ? address?.port : undefined;
	if (realPort === undefined) throw new Error('The stand-in for YouTube did not get a port.');
	const origin = `http://${host.includes(':') ? `[${host}]` : host}:${realPort}`;
	return {
		proxyUrl: origin,
		caFile: identity.caFile,
		origin,
		setFault: (wanted) => faults.set(wanted),
		setFaultFor: (videoId, wanted) => faults.setFor(videoId, wanted),
		requests: () => structuredClone(seen),
		forget: () => void seen.splice(0),
		async close() {
			const closed = new Promise((resolve) => outer.close(resolve));
			for (const socket of sockets) socket.destroy();
			await closed;
		},
	};
}

function isOurs(target: string): boolean {
	const host = target.replace(/:\d+$/, '').toLowerCase();
	return hostNames.some((name) =>
		name.startsWith('*.') ? host.endsWith(name.slice(1)) : host === name,
	);
}

function parseJson(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}

function answer(response: ServerResponse, status: number, body: unknown): void {
	response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
