import type { Log } from '../log';
import { endedOutside } from '../../lib/posting/endedOutside';
import type { Media } from '../media/media';
import type { Repost, Store } from '../store/store';
import type { Desk } from './desk';
import type { Starter } from './starter';

/** A row younger than this is just being started by the request that made it. */
const startGraceMs = 5_000;
const pruneEveryMs = 10 * 60_000;
/** Signals stay in a workflow's history, so reminders must stay few. */
const remindEveryMs = 60_000;
/** Whether a quiet row's workflow still runs is asked this often. */
const lookEveryMs = 5 * 60_000;

export function createSweep(
	{ store, media, log }: { store: Store; media: Media; log: Log },
	starter: Starter,
	now: () => Date,
	graceMs = startGraceMs,
): Desk['sweep'] {
	let prunedAtMs = 0;
	const remindedAtMs = new Map<string, number>();
	const lookedAtMs = new Map<string, number>();

	const isDue = ({ id }: Repost) =>
		now().getTime() - (remindedAtMs.get(id) ?? 0) >= remindEveryMs;

	/** Workflows that someone ended in Temporal itself would leave their rows open for ever. */
	async function closeEnded(open: Repost[]): Promise<void> {
		const sinceMs = now().getTime() - lookEveryMs;
		for (const repost of open) {
			const { id, attempt, startedAt, updatedAt } = repost;
			const isQuiet = startedAt !== null && updatedAt.getTime() < sinceMs;
			if (!isQuiet || (lookedAtMs.get(id) ?? 0) > sinceMs) continue;
			lookedAtMs.set(id, now().getTime());
			if (!(await starter.hasEnded(repost))) continue;
			log.warn({ repost: id }, 'its workflow was ended in Temporal');
			await store.reposts.finish(id, attempt, 'failed', { error: endedOutside(repost) });
		}
	}

	async function prune(open: Repost[]): Promise<void> {
		prunedAtMs = now().getTime();
		await store.calls.prune();
		await store.oauth.prune();
		await store.requestKeys.prune();
		await store.callbacks.prune();
		const openIds = new Set(open.map(({ id }) => id));
		for (const known of [remindedAtMs, lookedAtMs]) {
			for (const id of known.keys()) if (!openIds.has(id)) known.delete(id);
		}
		const removed = await media.sweep(async () =>
			(await store.reposts.open()).map(({ id }) => id),
		);
		if (removed.length) log.info({ removed }, 'removed media of finished reposts');
	}

	return async () => {
		let started = 0;
		for (const repost of await store.reposts.unstarted(graceMs)) {
			if (!(await starter.start(repost))) return { started, nudged: 0 };
			started += 1;
		}
		const open = await store.reposts.open();
		let nudged = 0;
		for (const repost of open.filter(hasUnheardWish).filter(isDue)) {
			if (!(await starter.nudge(repost))) return { started, nudged };
			remindedAtMs.set(repost.id, now().getTime());
			nudged += 1;
		}
		await closeEnded(open);
		if (now().getTime() - prunedAtMs >= pruneEveryMs) await prune(open);
		return { started, nudged };
	};
}

/** A wish is in the ledger but the workflow has not acted on it: its signal may have been lost. */
function hasUnheardWish({ state, cancelRequestedAt, approval, error }: Repost): boolean {
	const waitsForReview = state === 'awaitingReview' || error?.code === 'review_expired';
	return cancelRequestedAt !== null || (approval !== null && waitsForReview);
}
