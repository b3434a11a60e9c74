import { setTimeout as delay } from 'node:timers/promises';
import { startStack } from '../../tests/support/stack';
import { syncOnStack } from '../../tests/support/syncOnStack';
import { percentile } from './lateness';

const everySeconds = 10;
const shorts = 6;

/** How long it takes from a Short on YouTube to its post on TikTok, with a look every ten seconds. */
export async function publishToPost(): Promise<string[]> {
	const stack = await startStack({ copies: shorts, tiktok: { processingMs: 500 } });
	try {
		const on = syncOnStack(stack);
		const posting = { posting: 'auto', settings: { privacy: 'SELF_ONLY' } } as const;
		const { sync } = await on.follow(posting);
		await stack.engine.scheduleSync({
			...{ id: sync.id, everyMinutes: everySeconds / 60, paused: null },
		});
		const found: number[] = [];
		const posted: number[] = [];
		for (let n = 0; n < shorts; n++) {
			// At any moment between two looks.
			await delay((everySeconds * 1_000 * n) / shorts);
			const sinceMs = Date.now();
			const { id: videoId } = on.publish(sync, { title: `Short ${n}` });
			const foundMs = await firstSeen(() =>
				stack.services.store.syncs.found(sync.id, videoId),
			);
			const row = await requested(() => stack.services.store.syncs.found(sync.id, videoId));
			await stack.until(row, 'published');
			found.push(foundMs - sinceMs);
			posted.push(Date.now() - foundMs);
		}
		const at = (values: number[], share: number): string =>
			(
				percentile(
					values.sort((a, b) => a - b),
					share,
				) / 1_000
			).toFixed(1);
		return [
			`From YouTube to TikTok, a look every ${everySeconds} s, ${shorts} Shorts one after another:`,
			`  until it is found    p50 ${at(found, 0.5)} s, max ${at(found, 1)} s`,
			`  from there to post   p50 ${at(posted, 0.5)} s, max ${at(posted, 1)} s (download, checks, upload, 0.5 s of TikTok's own)`,
		];
	} finally {
		await stack.close();
	}
}

const lookEveryMs = 100;

async function firstSeen(look: () => Promise<{ firstSeenAt: Date } | null>): Promise<number> {
	for (;;) {
		const row = await look();
		if (row) return row.firstSeenAt.getTime();
		await delay(lookEveryMs);
	}
}

async function requested(look: () => Promise<{ repostId: string | null } | null>): Promise<string> {
	for (;;) {
		const repostId = (await look())?.repostId;
		if (repostId) return repostId;
		await delay(lookEveryMs);
	}
}
