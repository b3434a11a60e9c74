import { setTimeout as delay } from 'node:timers/promises';
import { createDeliveries } from './services/delivery/createDeliveries';
import { createDesk } from './services/desk/createDesk';
import { createSyncDesk } from './services/desk/createSyncDesk';
import { createWebSubDesk } from './services/desk/webSub/createWebSubDesk';
import type { Desk } from './services/desk/desk';
import type { Log } from './services/log';
import type { Services } from './services/openServices';
import type { Engine } from './services/temporal/engine';
import { createConnect } from './services/tiktok/createConnect';
import { createWeb } from './web/createWeb';
import { serveWeb, type RunningWeb } from './web/serve';
import type { WebDeps } from './web/webDeps';

/** Lost starts and signals are made up for this often. */
const sweepEveryMs = 5_000;
/** At the end; to list ten thousand Schedules takes longer and need not be waited for. */
const sweepGraceMs = 10_000;

interface Telling {
	/** How far the ledger has come, for what was done since `close`. */
	tellTemporal(): Promise<void>;
}

/** Composition root of the web service: pages, API, connect, and the sweep that keeps ledger and Temporal together. */
export async function startWeb(
	services: Services,
	engine: Engine,
	links: WebDeps['links'],
): Promise<RunningWeb & Telling> {
	const { settings, store, accounts, media, log, operatorToken, cookieKeys, tiktok, delivery } =
		services;
	const redirectUri = settings.tiktok?.redirectUri ?? null;
	const desk = createDesk({ store, engine, tiktok: accounts, media, log });
	const syncs = createSyncDesk({ store, engine, tiktok: accounts, log });
	const webSub = createWebSubDesk({ settings, store, engine, log });
	const { extraScopes } = settings;
	const connect = createConnect({
		...{ tiktok, store, redirectUri, extraScopes, log },
		// It is connected, whatever becomes of this.
		onConnected: () => tellTemporal(desk, log),
	});
	const deliveries = createDeliveries({ store, engine, caller: delivery.caller, log });
	const web = createWeb({
		...{
			settings,
			store,
			desk,
			syncs,
			webSub,
			connect,
			deliveries,
			media,
			engine,
			operatorToken,
			cookieKeys,
			log,
			links,
		},
		tiktok: accounts,
	});
	const running = await serveWeb(web, settings);
	// Settings may have been mended while 14ms was down: cookies, keys, disk.
	await desk.wake();
	const stopSweeping = sweeping([desk, syncs, webSub, deliveries], services);
	return {
		port: running.port,
		async close(graceMs) {
			await stopSweeping();
			await running.close(graceMs);
			await tellTemporal(desk, log);
		},
		tellTemporal: () => tellTemporal(desk, log),
	};
}

async function tellTemporal(desk: Desk, log: Log): Promise<void> {
	try {
		await desk.tellTemporal();
	} catch (error) {
		log.warn({ error }, 'Temporal could not be told how far the ledger has come');
	}
}

/** Each part by itself: what takes one of them long holds up none of the others. */
function sweeping(
	parts: { sweep(): Promise<unknown> }[],
	{ log }: Pick<Services, 'log'>,
): () => Promise<void> {
	const current = new Map<object, Promise<unknown>>();
	let isOver = false;
	const sweepPart = async (part: (typeof parts)[number]): Promise<void> => {
		try {
			await part.sweep();
		} catch (error) {
			if (!isOver) log.warn({ error }, 'the sweep will be tried again');
		} finally {
			current.delete(part);
		}
	};
	const sweep = (): void => {
		for (const part of parts) if (!current.has(part)) current.set(part, sweepPart(part));
	};
	const timer = setInterval(sweep, sweepEveryMs);
	sweep();
	return async () => {
		isOver = true;
		clearInterval(timer);
		const ended = Promise.all(current.values());
		await Promise.race([ended, delay(sweepGraceMs, null, { ref: false })]);
	};
}
