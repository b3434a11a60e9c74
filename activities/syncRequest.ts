import { Problem, type ErrorCode } from '../lib/errors';
import { repostRequest } from '../lib/posting/request';
import { alreadyThereInWords } from '../lib/sync/alreadyThere';
import type { Decision } from '../lib/sync/decision';
import { statementOf } from '../lib/sync/ownership';
import { startOfDay } from '../lib/sync/startOfDay';
import { roomInRun, type Turn } from '../lib/sync/turn';
import type { Channel, Sync, SyncVideo } from '../services/store/syncs/syncs';
import { speakingTemporal } from './asFailure';
import type { ActivityServices } from './services';
import type { SyncRef, SyncTrouble } from './syncLook';

type Services = Pick<ActivityServices, 'store' | 'renderCaption' | 'requestRepost' | 'now'>;

/** Of those who wait: more than a run takes, and enough to tell them why. */
const most = 500;

export function syncRequestActivities(services: Services) {
	const { store, renderCaption, requestRepost, now } = services;

	return {
		/**
		 * Those whose turn it is become reposts, by the ledger as for anybody else, or are announced. Run again after a
		 * crash it meets its own reposts.
		 */
		requestShorts: ({ syncId, startedAtMs }: SyncRef & { startedAtMs: number }) =>
			speakingTemporal(() => requestSome(syncId, startedAtMs)),
	};

	async function requestSome(
		syncId: string,
		startedAtMs: number,
	): Promise<{ error: SyncTrouble | null }> {
		const sync = await store.syncs.get(syncId);
		const channel = sync && (await store.syncs.channel(sync.channelId));
		if (!sync || !channel || sync.isPaused || sync.needsPerson) return { error: null };
		for (;;) {
			const turn = await turnOf(sync, startedAtMs);
			const { error, hasRoom } = await takeTurn(sync, channel, turn);
			if (hasRoom && turn.later.length > 0) continue;
			await tell(sync, turn.later);
			return { error };
		}
	}

	/** `hasRoom`: of some nothing came, and they make room for others in the same run. */
	async function takeTurn(
		sync: Sync,
		channel: Channel,
		turn: Turn<SyncVideo>,
	): Promise<{ error: SyncTrouble | null; hasRoom: boolean }> {
		let hasRoom = false;
		for (const [n, row] of turn.now.entries()) {
			// Paused, removed or with other rules meanwhile: the next run goes on.
			if ((await store.syncs.get(sync.id))?.version !== sync.version) {
				return { error: null, hasRoom: false };
			}
			const error = await go(sync, channel, row);
			if (error === 'nothingCame') hasRoom = true;
			if (!error || error === 'nothingCame') continue;
			const decision: Decision<'waiting'> = {
				...{ state: 'waiting', reason: 'account_not_ready' },
				...{ sentence: error.message, lookAgainAt: null },
			};
			await tell(
				sync,
				turn.now.slice(n).map((video) => ({ video, decision })),
			);
			return { error, hasRoom: false };
		}
		return { error: null, hasRoom };
	}

	async function turnOf(sync: Sync, startedAtMs: number) {
		const { id, rules, accountId, action } = sync;
		const { timeZone } = (await store.lanes.get(accountId)).settings;
		return roomInRun({
			...{ rules, timeZone, now: now() },
			waiting: await store.syncs.waiting(id, rules.order, most),
			doneThisRun: await store.syncs.doneSince(id, new Date(startedAtMs)),
			doneToday: await store.syncs.doneSince(id, startOfDay(now(), timeZone)),
			openReposts: action === 'announce' ? null : await store.syncs.openReposts(id),
			isBackfill: (row) => isBackfill(sync, row),
		});
	}

	/** Only what is new is written, and what is the same of many at once: a thousand may wait for days. */
	async function tell({ id, version }: Sync, later: Turn<SyncVideo>['later']): Promise<void> {
		const isNew = ({ video, decision }: Turn<SyncVideo>['later'][number]) =>
			video.reason !== decision.reason || video.sentence !== decision.sentence;
		const bySentence = Map.groupBy(later.filter(isNew), ({ decision }) => decision.sentence);
		for (const same of bySentence.values()) {
			const [first] = same;
			const ids = same.map(({ video }) => video.videoId);
			if (first) await store.syncs.decide(id, ids, first.decision, { version });
		}
	}

	/** What stands in the way of all of them; null: on to the next. `nothingCame`: it was there already. */
	async function go(
		sync: Sync,
		channel: Channel,
		row: SyncVideo,
	): Promise<SyncTrouble | 'nothingCame' | null> {
		try {
			if (sync.action !== 'announce') return await request(sync, channel, row);
			await announce(sync, row);
			return null;
		} catch (error) {
			if (!(error instanceof Problem) || passes.has(error.code)) throw error;
			const { code, message } = error;
			if (ofAccount.has(code)) return { code, message };
			const reason = ofCaption.has(code) ? 'caption_refused' : 'refused';
			const refused = {
				state: 'skipped',
				reason,
				sentence: message,
				lookAgainAt: null,
			} as const;
			await store.syncs.decide(sync.id, row.videoId, refused, { version: sync.version });
			return null;
		}
	}

	async function announce({ id }: Sync, { videoId }: SyncVideo): Promise<void> {
		const chosen = { state: 'announced', reason: 'chosen', lookAgainAt: null } as const;
		const sentence = 'It was announced: the event is in the feed.';
		await store.syncs.announce(id, videoId, { ...chosen, sentence });
	}

	async function request(
		sync: Sync,
		channel: Channel,
		row: SyncVideo,
	): Promise<'nothingCame' | null> {
		const { id, accountId, posting, settings, captions, by } = sync;
		if (!channel.ownership) throw new Error(`The channel of sync ${id} is nobody's.`);
		const request = repostRequest.parse({
			...{ ...settings, posting, account: accountId, video: row.videoId, ownContent: true },
			caption: await renderCaption(captions, row.video, channel),
			priority: isBackfill(sync, row) ? backfillPriority : newPriority,
		});
		const statement = statementOf(channel.ownership, channel);
		const { repost, created } = await requestRepost(request, by, statement);
		// Requested by an earlier run of this very step, whose note got lost: nobody else says this of it.
		const isOwn = created || repost.ownContent.statement === statement;
		await store.syncs.markRequested(id, row.videoId, repost.id, {
			...{
				state: 'requested',
				reason: isOwn ? 'chosen' : 'already_there',
				lookAgainAt: null,
			},
			sentence: isOwn ? 'Its repost was requested.' : alreadyThereInWords(repost),
		});
		return isOwn ? null : 'nothingCame';
	}
}

/** In the lane, what is new goes before what was there when the sync began. */
const [newPriority, backfillPriority] = [5, 3];

function isBackfill({ since }: Sync, { publishedAt }: SyncVideo): boolean {
	return publishedAt !== null && publishedAt < since;
}

/** They concern the account or the sync's own settings: each video would meet them. A template was checked when saved. */
const ofAccount = new Set<ErrorCode>([
	...(['reconnect_needed', 'scope_missing', 'unknown_account'] as const),
	...(['privacy_not_offered', 'privacy_required', 'branded_not_private'] as const),
]);

const ofCaption = new Set<ErrorCode>(['bad_caption_template', 'bad_caption']);

/** Tried again by Temporal. */
const passes = new Set<ErrorCode>(['store_unavailable', 'temporal_unavailable', 'disk_full']);
