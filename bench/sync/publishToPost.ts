import { setTimeout as delay } from 'node:timers/promises';
import type { Sync } from '../../services/store/syncs/syncs';
import { startStack, type Stack } from '../../tests/support/stack';
import { syncOnStack } from '../../tests/support/syncOnStack';
import { percentile } from './lateness';

const everySeconds = 10;
const shorts = 6;
const lookEveryMs = 100;
const posting = { posting: 'auto', settings: { privacy: 'SELF_ONLY' } } as const;

interface Span {
	/** From its publication on YouTube. */
	foundMs: number;
	/** From there. */
	postedMs: number;
}

/** How long it takes from a Short on YouTube to its post on TikTok: by a look every ten seconds, and by WebSub. */
export async function publishToPost(): Promise<string[]> {
	const stack = await startStack({ copies: 2 * shorts, tiktok: { processingMs: 500 } });
	try {
		const looks = await byLooks(stack);
		const pushes = await byWebSub(stack);
		return [
			`From YouTube to TikTok, ${shorts} Shorts one after another:`,
			`  a look every ${everySeconds} s   ${inSeconds(looks)}`,
			`  told by WebSub      ${inSeconds(pushes)}`,
			"  (a post is download, checks, upload, and 0.5 s of TikTok's own)",
		];
	} finally {
		await stack.close();
	}
}

async function byLooks(stack: Stack): Promise<Span[]> {
	const { sync } = await syncOnStack(stack).follow(posting);
	await stack.engine.scheduleSync({
		...{ id: sync.id, everyMinutes: everySeconds / 60, paused: null },
	});
	const spans: Span[] = [];
	for (let n = 0; n < shorts; n++) {
		// At any moment between two looks.
		await delay((everySeconds * 1_000 * n) / shorts);
		spans.push(await spanOf(stack, sync));
	}
	return spans;
}

/** Each on a channel of its own: one that was just told of waits for a minute before it is looked at again. */
async function byWebSub(stack: Stack): Promise<Span[]> {
	const spans: Span[] = [];
	for (let n = 0; n < shorts; n++) {
		const { sync } = await syncOnStack(stack).follow({ ...posting, everyMinutes: 10_080 });
		await stack.engine.startWebSub(sync.channelId);
		await seen(
			async () => (await stack.services.store.webSubs.get(sync.channelId))?.leaseUntil,
		);
		await stack.youtube.hub.settled();
		spans.push(await spanOf(stack, sync));
	}
	return spans;
}

async function spanOf(stack: Stack, sync: Sync): Promise<Span> {
	const { syncs } = stack.services.store;
	const sinceMs = Date.now();
	const { id: videoId } = syncOnStack(stack).publish(sync);
	const { firstSeenAt } = await seen(() => syncs.found(sync.id, videoId));
	const id = await seen(async () => (await syncs.found(sync.id, videoId))?.repostId);
	await stack.until(id, 'published');
	const foundMs = firstSeenAt.getTime();
	return { foundMs: foundMs - sinceMs, postedMs: Date.now() - foundMs };
}

async function seen<T>(look: () => Promise<T | null | undefined>): Promise<T> {
	for (;;) {
		const found = await look();
		if (found !== null && found !== undefined) return found;
		await delay(lookEveryMs);
	}
}

function inSeconds(spans: Span[]): string {
	const found = spans.map(({ foundMs }) => foundMs);
	const posted = spans.map(({ postedMs }) => postedMs);
	return `until found ${pair(found)}, from there until posted ${pair(posted)}`;
}

function pair(values: number[]): string {
	const sorted = values.toSorted((a, b) => a - b);
	const at = (share: number): string => (percentile(sorted, share) / 1_000).toFixed(1);
	return `p50 ${at(0.5)} s (max ${at(1)} s)`;
}
