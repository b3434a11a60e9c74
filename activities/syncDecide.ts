import { Context } from '@temporalio/activity';
import { decideShort } from '../lib/sync/decideShort';
import type { Decision } from '../lib/sync/decision';
import { instantMs } from '../lib/instantMs';
import { needsDetails } from '../lib/sync/needsDetails';
import type { ChannelVideo } from '../lib/youtube/channelVideo';
import { withDetail } from '../lib/youtube/mergedVideo';
import type { Sync, SyncVideo } from '../services/store/syncs/syncs';
import { speakingTemporal } from './asFailure';
import { heartbeating } from './heartbeating';
import type { ActivityServices } from './services';
import type { SyncRef } from './syncLook';

type Services = Pick<ActivityServices, 'store' | 'discovery' | 'now'>;

/** As many as one question about details takes. */
const batch = 50;
/** Whatever the rules say: not again within the same run. */
const soonestMs = 60_000;

export function syncDecideActivities({ store, discovery, now }: Services) {
	return {
		/** Decides on the next ones that are due; each decision is kept at once. */
		decideShorts: ({ syncId }: SyncRef): Promise<{ isDue: boolean }> =>
			heartbeating(() => speakingTemporal(() => decideSome(syncId))),
	};

	async function decideSome(syncId: string): Promise<{ isDue: boolean }> {
		const sync = await store.syncs.get(syncId);
		if (!sync) return { isDue: false };
		const rows = await store.syncs.toDecide(syncId, batch);
		const { told, error } = await detailsOf(sync, rows);
		const ready = readyOf(sync, rows, told);
		if (error !== null && ready.length === 0) throw error;
		for (const row of ready) await decide(sync, row, told.get(row.videoId));
		return { isDue: (await store.syncs.toDecide(syncId, 1)).length > 0 };
	}

	/** Also what was told before it failed, so that whatever happens, the next attempt has less to ask. */
	async function detailsOf({ rules, since }: Sync, rows: SyncVideo[]): Promise<Details> {
		const asked = rows.filter(({ video }) => needsDetails(video, rules, since));
		const told: Told = new Map(asked.map(({ videoId }) => [videoId, 'left']));
		if (asked.length === 0) return { told, error: null };
		try {
			const signal = Context.current().cancellationSignal;
			await discovery.details([...told.keys()], signal, (id, video) => told.set(id, video));
			return { told, error: null };
		} catch (error) {
			return { told, error: error instanceof Error ? error : new Error(String(error)) };
		}
	}

	async function decide(sync: Sync, row: SyncVideo, detail: Detail): Promise<void> {
		const { version } = sync;
		const video = videoOf(row, detail);
		if (isOnlyDatedNow(sync, row, video)) {
			await store.syncs.decide(sync.id, row.videoId, asBefore(row), { video, version });
			return;
		}
		const decision = decideShort({
			...{ video, rules: sync.rules, since: sync.since, now: now() },
			...{ firstSeenAt: row.firstSeenAt, looks: row.looks },
			olderRank: await rankOf(sync, video),
		});
		const isOpen = decision.state === 'undecided';
		const lookAgainAt = isOpen ? notAtOnce(decision.lookAgainAt) : null;
		const looks = isOpen ? row.looks + 1 : row.looks;
		await store.syncs.decide(
			sync.id,
			row.videoId,
			{ ...decision, lookAgainAt },
			{ video, looks, version },
		);
	}

	/** Its place in the backfill, where the rules take only the newest of those. */
	async function rankOf(sync: Sync, video: ChannelVideo): Promise<number | null> {
		if (!takesNewestOnly(sync) || video.publishedAt === null) return null;
		const publishedAt = new Date(video.publishedAt);
		if (publishedAt >= sync.since) return null;
		return store.syncs.olderRank(sync.id, { videoId: video.videoId, publishedAt });
	}

	function notAtOnce(at: string | null): string {
		const soonest = now().getTime() + soonestMs;
		return new Date(Math.max(soonest, at === null ? 0 : Date.parse(at))).toISOString();
	}
}

/**
 * Its place among the newest is known once all have their dates. Those without come first in `toDecide`, so that with this
 * one only filled in, all are dated before the first gets its place.
 */
function isOnlyDatedNow(sync: Sync, row: SyncVideo, video: ChannelVideo): boolean {
	return (
		takesNewestOnly(sync) && row.publishedAt === null && instantMs(video.publishedAt) !== null
	);
}

/** Of those before the sync: then each has a place among them, which is asked for. */
function takesNewestOnly({ rules }: Sync): boolean {
	return typeof rules.backfill !== 'string';
}

function asBefore({ reason, sentence, lookAgainAt }: SyncVideo): Decision {
	return {
		...{ state: 'undecided', reason, sentence },
		lookAgainAt: lookAgainAt?.toISOString() ?? null,
	};
}

/** Undefined: was not asked for; null: is gone; `left`: YouTube has failed before its turn. */
type Detail = ChannelVideo | null | 'left' | undefined;
type Told = Map<string, Exclude<Detail, undefined>>;

interface Details {
	told: Told;
	error: Error | null;
}

/** Those that can be decided on. Behind one that is left, none gets its place among the newest. */
function readyOf(sync: Sync, rows: SyncVideo[], told: Told): SyncVideo[] {
	const isLeft = ({ videoId }: SyncVideo) => told.get(videoId) === 'left';
	const firstLeft = rows.findIndex(isLeft);
	const isRanked = ({ publishedAt }: SyncVideo) =>
		takesNewestOnly(sync) && publishedAt !== null && publishedAt < sync.since;
	return rows.filter(
		(row, n) => firstLeft < 0 || n < firstLeft || (!isLeft(row) && !isRanked(row)),
	);
}

function videoOf({ video }: SyncVideo, detail: Detail): ChannelVideo {
	return detail === undefined || detail === 'left' ? video : withDetail(video, detail);
}
