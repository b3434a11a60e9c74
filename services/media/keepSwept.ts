import type { Log } from '../log';
import type { Store } from '../store/store';
import type { Media } from './media';

const dailyMs = 24 * 3_600_000;

/**
 * For a worker on a machine of its own: removes the media of reposts that are over, now and daily. Resolves to what
 * stops it. A machine that runs the web service too is swept by that.
 */
export async function keepSwept(store: Store, media: Media, log: Log): Promise<() => void> {
	const sweep = async (): Promise<void> => {
		try {
			const removed = await media.sweep(async () =>
				(await store.reposts.open()).map(({ id }) => id),
			);
			if (removed.length) log.info({ removed }, 'removed media of finished reposts');
		} catch (error) {
			log.warn({ err: error }, 'leftovers could not be removed; it is tried again tomorrow');
		}
	};
	await sweep();
	const timer = setInterval(() => void sweep(), dailyMs);
	return () => clearInterval(timer);
}
