import { isSettled, mostHeard, nextWakeMs, type Heard } from '../../../lib/webSub/wakes';
import type { Log } from '../../log';
import type { Store } from '../../store/store';
import type { Engine } from '../../temporal/engine';

interface Deps {
	store: Pick<Store, 'syncs' | 'webSubs'>;
	engine: Pick<Engine, 'triggerSync'>;
	log: Log;
	now: () => Date;
}

interface Waker {
	/** These videos of the channel were told of. Resolves when its syncs have been woken, if they had to be. */
	hear(channelId: string, videoIds: string[]): Promise<void>;
	/** Wakes again whoever has not found them. */
	sweep(): Promise<void>;
}

/**
 * Has syncs look for what was told of, at most once a minute for a channel, however many pushes come: what comes
 * meanwhile is looked for together. It is kept in memory only, as the usual looks find whatever is lost.
 */
export function createWaker({ store, engine, log, now }: Deps): Waker {
	const heard = new Map<string, Heard>();

	return {
		async hear(channelId, videoIds) {
			const { unknownIds } = await unknownOf(channelId, videoIds);
			if (unknownIds.size === 0) return;
			const before = heard.get(channelId);
			const all = [...(before?.videoIds ?? []), ...unknownIds].slice(0, mostHeard);
			heard.set(channelId, {
				...{ videoIds: new Set(all), wokenAtMs: before?.wokenAtMs ?? null },
				// What is new deserves as many looks as what was told of first.
				wakes: Math.min(before?.wakes ?? 0, 1),
			});
			await wake(channelId);
		},

		async sweep() {
			for (const channelId of [...heard.keys()]) {
				await wake(channelId).catch((error: unknown) => {
					log.warn({ err: error, channel: channelId }, 'will be woken by a later sweep');
				});
				const entry = heard.get(channelId);
				if (entry && isSettled(entry, now().getTime())) heard.delete(channelId);
			}
		},
	};

	async function wake(channelId: string): Promise<void> {
		const entry = heard.get(channelId);
		const atMs = now().getTime();
		const dueMs = entry ? nextWakeMs(entry, atMs) : null;
		if (!entry || dueMs === null || dueMs > atMs) return;
		// Before anything is waited for, so that of many pushes at once only the first goes on.
		heard.set(channelId, { ...entry, wokenAtMs: atMs, wakes: entry.wakes + 1 });
		try {
			const { syncIds, unknownIds } = await unknownOf(channelId, [...entry.videoIds]);
			for (const id of syncIds) await engine.triggerSync(id);
			const present = heard.get(channelId) ?? entry;
			// What was found goes; what came meanwhile stays.
			const isLeft = (id: string) => unknownIds.has(id) || !entry.videoIds.has(id);
			const left = new Set([...present.videoIds].filter(isLeft));
			heard.set(channelId, { ...present, videoIds: left });
		} catch (error) {
			const present = heard.get(channelId) ?? entry;
			heard.set(channelId, { ...present, wokenAtMs: entry.wokenAtMs, wakes: entry.wakes });
			throw error;
		}
	}

	/** Which of these videos are new to which syncs of the channel. */
	async function unknownOf(
		channelId: string,
		videoIds: string[],
	): Promise<{ syncIds: string[]; unknownIds: Set<string> }> {
		const unknownIds = new Set<string>();
		const syncIds: string[] = [];
		if (videoIds.length === 0) return { syncIds, unknownIds };
		for (const id of await store.webSubs.listeners(channelId)) {
			const known = await store.syncs.known(id, videoIds);
			const missing = videoIds.filter((videoId) => !known.has(videoId));
			if (missing.length > 0) syncIds.push(id);
			for (const videoId of missing) unknownIds.add(videoId);
		}
		return { syncIds, unknownIds };
	}
}
