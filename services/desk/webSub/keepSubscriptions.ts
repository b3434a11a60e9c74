import type { Log } from '../../log';
import type { Settings } from '../../settings';
import type { Store } from '../../store/store';
import type { Engine } from '../../temporal/engine';
import { unlessAway } from '../../temporal/unlessAway';

interface Deps {
	settings: Pick<Settings, 'webSub'>;
	store: Pick<Store, 'webSubs'>;
	engine: Pick<Engine, 'startWebSub' | 'tellWebSub'>;
	log: Log;
	now: () => Date;
}

const everyMs = 30_000;
const atOnce = 200;

/** One `keepWebSub` for each followed channel, begun and ended; all of them end where WebSub is off. */
export function createKeepSubscriptions({ settings, store, engine, log, now }: Deps) {
	const { webSubs } = store;
	let keptAtMs = 0;
	let isPlaced = false;
	/** Of those that have moved. */
	const told = new Set<string>();

	return async (): Promise<void> => {
		if (now().getTime() - keptAtMs < everyMs) return;
		const isKept = await unlessAway(keep, () =>
			log.warn({}, 'Temporal does not answer: subscriptions will be looked at again'),
		);
		if (isKept) keptAtMs = now().getTime();
	};

	async function keep(): Promise<void> {
		const isOff = settings.webSub === null;
		for (const channelId of await webSubs.unwanted(atOnce, isOff)) {
			await webSubs.markEnding(channelId);
			await engine.tellWebSub(channelId);
		}
		for (const channelId of await webSubs.stuck(atOnce)) {
			await webSubs.markEnding(channelId);
			await engine.startWebSub(channelId);
		}
		if (isOff) return;
		await move();
		for (const channelId of await webSubs.unkept(atOnce)) {
			// In this order: without a row it is started again by the next sweep.
			await engine.startWebSub(channelId);
			await webSubs.open(channelId);
		}
	}

	/** Once for each start: the workers ask the hub for the address that this web service has. */
	async function move(): Promise<void> {
		if (!isPlaced && settings.webSub && (await webSubs.moveTo(settings.webSub))) {
			const { callbackOrigin } = settings.webSub;
			log.info({ callbackOrigin }, 'YouTube’s hub is asked to call here from now on');
		}
		isPlaced = true;
		for (const channelId of await webSubs.moved(atOnce)) {
			if (told.has(channelId)) continue;
			await engine.startWebSub(channelId);
			await engine.tellWebSub(channelId);
			told.add(channelId);
		}
	}
}
