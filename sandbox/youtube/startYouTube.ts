import { createServer, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { SampleVideo } from '../samples/SampleVideo';
import { hostNames, identityIn } from './authority';
import { Catalogue } from './channels/catalogue';
import { channelsOf, type SandboxChannels } from './channels/sandboxChannels';
import { control } from './control';
import { createSite, type YouTubeMoment } from './createSite';
import { Quota } from './dataApi/quota';
import { FaultBoard, type Faults } from './faults';
import { Hub } from './hub/hub';
import { type SeenRequest, SeenRequests } from './seenRequests';

export interface YouTubeStandIn {
	/** For HTTPS_PROXY. */
	proxyUrl: string;
	/** PEM file with the authority that the client must trust. */
	caFile: string;
	/** `POST /sandbox/faults`, `GET /sandbox/state` and the like are here (control.ts). */
	origin: string;
	/** Channels and their videos; each on the shelf from the start belongs to the channel of its sample. */
	channels: SandboxChannels;
	/** The WebSub hub: who has subscribed, and what was sent. */
	hub: Hub;
	/** Replaces all faults; `{}` takes them back. */
	setFault(faults: Faults): void;
	/** Replaces the faults of one video only. */
	setFaultFor(videoId: string, faults: Faults): void;
	/** Units of the Data API for a day in California; 10,000 from the start. */
	setQuota(limit: number): void;
	usedUnits(): number;
	/** Whether feeds carry an ETag; from the start they do not, as YouTube's are not known to. */
	setFeedValidators(isOn: boolean): void;
	/** Every request since the start or the last `forget()`, in order; only the newest 50,000. */
	requests(): SeenRequest[];
	/** How many there were, by host and first part of the path. */
	counts(): Record<string, number>;
	forget(): void;
	/** For `GET /sandbox/state`. */
	state(): Record<string, unknown>;
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
	/** Told of every request before it is answered; the answer waits for it. */
	onMoment?: (moment: YouTubeMoment) => Promise<void> | void;
}): Promise<YouTubeStandIn> {
	const { dir, videos, host = '127.0.0.1', port = 0, now = Date.now, onMoment } = options;
	const identity = await identityIn(dir, now);
	const secureContext = createSecureContext(identity);
	const faults = new FaultBoard();
	const seen = new SeenRequests();
	const quota = new Quota();
	const catalogue = new Catalogue(videos, now);
	const hub = new Hub(catalogue, now);
	let hasValidators = false;
	const site = createSite({
		...{ catalogue, faults, quota, hub, now, seen, onMoment },
		hasFeedValidators: () => hasValidators,
	});
	const sockets = new Set<Socket>();

	const inner = createServer((request, response) => {
		site(request, response).catch(() => response.destroy());
	});
	const outer = createServer((request, response) => {
		control(standIn, request, response).catch(() => response.destroy());
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

	await new Promise<void>((resolve, reject) => {
		outer.once('error', reject);
		outer.listen(port, host, resolve);
	});
	const address = outer.address();
	const realPort = typeof address === 'object' ? address?.port : undefined;
	if (realPort === undefined) throw new Error('The stand-in for YouTube did not get a port.');
	const origin = `http://${host.includes(':') ? `[${host}]` : host}:${realPort}`;
	const standIn: YouTubeStandIn = {
		proxyUrl: origin,
		caFile: identity.caFile,
		origin,
		setFault: (wanted) => faults.set(wanted),
		setFaultFor: (videoId, wanted) => faults.setFor(videoId, wanted),
		channels: channelsOf(catalogue, hub, now),
		hub,
		setQuota: (limit) => quota.setLimit(limit),
		usedUnits: () => quota.used(now()),
		setFeedValidators: (isOn) => (hasValidators = isOn),
		requests: () => structuredClone(seen.all),
		counts: () => seen.counts,
		forget: () => seen.forget(),
		state: () => ({
			videos: videos.map(({ id, title, isShort, durationSec }) => {
				return { id, title, isShort, durationSec };
			}),
			channels: catalogue.channels,
			faults: faults.current,
			requests: seen.all,
			counts: seen.counts,
			usedUnits: quota.used(now()),
			hub: { subscriptions: hub.subscriptions, calls: hub.calls },
		}),
		async close() {
			const closed = new Promise((resolve) => outer.close(resolve));
			for (const socket of sockets) socket.destroy();
			await closed;
		},
	};
	return standIn;
}

function isOurs(target: string): boolean {
	const host = target.replace(/:\d+$/, '').toLowerCase();
	return hostNames.some((name) =>
		name.startsWith('*.') ? host.endsWith(name.slice(1)) : host === name,
	);
}
