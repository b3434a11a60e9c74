import { linkWithinMs } from '../../lib/posting/pollGap';
import { readEveryMs } from '../../lib/readback/nextRead';
import type { Log } from '../log';
import type { Media } from '../media/media';
import type { Repost } from '../store/reposts/reposts';
import type { Store } from '../store/store';
import type { Engine } from '../temporal/engine';
import { unlessAway } from '../temporal/unlessAway';
import type { Desk } from './desk';
import { createKeepTogether } from './keepTogether';
import { createMending } from './mend';
import type { Starter } from './starter';

/** A row younger than this is just being started by the request that made it. */
const startGraceMs = 5_000;
const pruneEveryMs = 10 * 60_000;
/** Signals stay in a workflow's history, so reminders must stay few. */
const remindEveryMs = 60_000;
/** The disk may be another machine's: it tells nothing here. */
const remindOfRoomEveryMs = 10 * 60_000;

export function createSweep(
	{ store, engine, media, log }: { store: Store; engine: Engine; media: Media; log: Log },
	starter: Starter,
	now: () => Date,
	graceMs = startGraceMs,
): Pick<Desk, 'sweep' | 'tellTemporal'> {
	let prunedAtMs = 0;
	const remindedAtMs = new Map<string, number>();
	const mending = createMending({ store, engine, log, starter, now, graceMs });
	const keepTogether = createKeepTogether({
		...{ store, engine, log, now },
		mendOldLedger: (open) => mending.allOfOldLedger(open),
	});

	const isDue = ({ id }: Repost) =>
		now().getTime() - (remindedAtMs.get(id) ?? 0) >= remindEveryMs;

	async function prune(open: Repost[]): Promise<void> {
		prunedAtMs = now().getTime();
		await store.calls.prune();
		await store.oauth.prune();
		await store.requestKeys.prune();
		await store.callbacks.prune();
		const pending = await store.reposts.linkPending(linkWithinMs);
		await unlessAway(() => mending.links(pending));
		await unlessAway(() => engine.keepReadback(readEveryMs));
		// A lane whose workflow somebody has ended, or that Temporal has lost, goes on.
		for (const accountId of await store.lanes.waitedFor()) await engine.startLane(accountId);
		const openIds = new Set(open.map(({ id }) => id));
		for (const id of remindedAtMs.keys()) if (!openIds.has(id)) remindedAtMs.delete(id);
		const removed = await media.sweep(async () =>
			(await store.reposts.open()).map(({ id }) => id),
		);
		if (removed.length) log.info({ removed }, 'removed media of finished reposts');
	}

	/** Whoever waits for room on the disk tries again as soon as there is some. */
	async function remindOfRoom(waiting: Repost[]): Promise<number> {
		if (waiting.length === 0) return 0;
		if (!(await media.hasRoom())) {
			for (const { id } of waiting) remindedAtMs.delete(id);
			return 0;
		}
		const isTime = ({ id }: Repost) =>
			now().getTime() - (remindedAtMs.get(id) ?? 0) >= remindOfRoomEveryMs;
		let nudged = 0;
		for (const repost of waiting.filter(isTime)) {
			if (!(await starter.nudge(repost))) break;
			remindedAtMs.set(repost.id, now().getTime());
			nudged += 1;
		}
		return nudged;
	}

	const sweep = async (): ReturnType<Desk['sweep']> => {
		// First, so that a ledger put back from a backup starts nothing that may have been posted.
		if (!(await unlessAway(() => keepTogether.sweep()))) return { started: 0, nudged: 0 };
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
		nudged += await remindOfRoom(open.filter(waitsForRoom));
		await unlessAway(() => mending.some(open));
		if (now().getTime() - prunedAtMs >= pruneEveryMs) await prune(open);
		return { started, nudged };
	};

	return { sweep, tellTemporal: () => unlessAway(() => keepTogether.tell()) };
}

function waitsForRoom({ error }: Repost): boolean {
	return error !== null && ['disk_full', 'data_dir_unusable', 'media_limit'].includes(error.code);
}

/** A wish is in the ledger but the workflow has not acted on it: its signal may have been lost. */
function hasUnheardWish({ state, cancelRequestedAt, approval, error }: Repost): boolean {
	const waitsForReview = state === 'awaitingReview' || error?.code === 'review_expired';
	return cancelRequestedAt !== null || (approval !== null && waitsForReview);
}
