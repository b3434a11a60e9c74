import type { InferSelectModel } from 'drizzle-orm';
import type { Posting } from '../../../lib/posting/request';
import type { Decision, DecisionState } from '../../../lib/sync/decision';
import type { CaptionRules, SyncRules } from '../../../lib/sync/syncRules';
import type {
	SourceReport,
	SyncAction,
	SyncNumbers,
	SyncPostSettings,
} from '../../../lib/sync/syncView';
import type { ChannelVideo } from '../../../lib/youtube/channelVideo';
import type { Page } from '../page';
import type { StoredError } from '../schema';
import type { channels, Ownership, syncRuns, syncs, syncVideos } from '../syncSchema';

export type Channel = InferSelectModel<typeof channels>;
export type Sync = InferSelectModel<typeof syncs>;
export type SyncVideo = InferSelectModel<typeof syncVideos>;
export type SyncRun = InferSelectModel<typeof syncRuns>;

export interface NewSync {
	accountId: string;
	channelId: string;
	action: SyncAction;
	posting: Posting;
	settings: SyncPostSettings;
	rules: SyncRules;
	captions: CaptionRules;
	everyMinutes: number;
	by: string;
	isPaused: boolean;
	leaseMinutes: number | null;
}

export type StuckSync = Pick<Sync, 'id' | 'error' | 'needsPerson'> & {
	channel: Pick<Channel, 'handle' | 'title'>;
};

export type SyncEdit = Partial<
	Pick<NewSync, 'posting' | 'settings' | 'rules' | 'captions' | 'everyMinutes'>
>;

/** Syncs, their channels, and one decision for every video that one has seen. */
export interface SyncStore {
	/** Makes or refreshes the channel's row; `verifyCode` and ownership stay. */
	keepChannel(channel: {
		channelId: string;
		handle: string | null;
		title: string;
		avatarUrl: string | null;
	}): Promise<Channel>;
	channel(id: string): Promise<Channel | null>;
	/** Durable: the record of why this is somebody's own content. Null takes it back. */
	own(channelId: string, ownership: Ownership | null): Promise<Channel>;

	/**
	 * Inserts, or returns the one of the same (account, channel, action): `created: false`, its lease renewed. One that has
	 * ended is taken up again with the new settings; its decisions and `since` are kept, so that nothing between is lost.
	 * One whose lease had run out begins anew: its `since` is now.
	 */
	create(wanted: NewSync): Promise<{ sync: Sync; created: boolean; isTakenUp?: boolean }>;
	/** Those that have not ended; null also for one that has. */
	get(id: string): Promise<Sync | null>;
	list(filter: { accountId?: string; cursor?: string; limit: number }): Promise<Page<Sync>>;
	/** What an account follows: all of it, or the syncs of one channel. */
	followed(accountId: string, channelId?: string): Promise<{ sync: Sync; channel: Channel }[]>;
	/** The one that has looked last of those that have not ended. */
	lastLooked(): Promise<Sync | null>;
	/** How many there are, and those that are not paused and have an error, oldest first. */
	standing(mostStuck: number): Promise<{ total: number; stuckTotal: number; stuck: StuckSync[] }>;
	/**
	 * Changed rules put back to `undecided` what was skipped by exactly the changed ones, and every `waiting` one; changed
	 * captions what was skipped for its caption. What was requested or announced stays. All in one transaction. Problem
	 * not_found.
	 */
	edit(id: string, edit: SyncEdit): Promise<Sync>;
	pause(id: string, note: string | null): Promise<Sync>;
	resume(id: string): Promise<Sync>;
	end(id: string): Promise<void>;
	/** Those whose lease has run out. */
	lapsed(): Promise<Sync[]>;

	/** `scheduledVersion` is behind `version`: the Schedule in Temporal must be made, changed or removed (`endedAt`). */
	unscheduled(limit: number): Promise<Sync[]>;
	markScheduled(id: string, version: number): Promise<void>;
	/** At this moment, has one that should look missed two of its turns? Then its Schedule may be gone. */
	isAnyOverdue(at: Date): Promise<boolean>;
	/** How the Schedules should be, for comparing with Temporal's. */
	wantedSchedules(): Promise<{ id: string; everyMinutes: number; isPaused: boolean }[]>;
	/** Makes `unscheduled` return these again. */
	forgetSchedules(ids: string[]): Promise<void>;

	/** Which of these videos this sync has a row for, or had before this moment. */
	known(id: string, videoIds: string[], before?: Date): Promise<Set<string>>;
	/**
	 * The outcome of one look: new videos as `undecided`/`new` (a known one keeps its decision; its facts are filled in), the
	 * sources' memory, `lastRunAt`. Without anything new it is one small write that a power cut may undo.
	 */
	saveLook(
		id: string,
		look: {
			videos: ChannelVideo[];
			memory: Record<string, unknown>;
			/** By the rules of this version; others may want it deeper. */
			isBackfilled?: { version: number };
		},
	): Promise<{ found: number }>;
	/** Undecided ones whose time has come. */
	toDecide(id: string, limit: number): Promise<SyncVideo[]>;
	/** How many of this sync's Shorts from before `since` are newer than this one: its place in the backfill. */
	olderRank(id: string, video: { videoId: string; publishedAt: Date }): Promise<number>;
	/** Of one or of several. With `version` only while the sync still is the one that was asked: otherwise they stay due. */
	decide(
		id: string,
		videoIds: string | string[],
		decision: Decision,
		more?: { video?: ChannelVideo; looks?: number; version?: number },
	): Promise<void>;
	/** What has happened since then; `waiting` and `undecided` are all there are now. */
	tally(id: string, since: Date): Promise<SyncNumbers>;
	/** Chosen ones that wait for their turn: those from after `since`, then the backfill, each in the order of the rules. */
	waiting(id: string, order: SyncRules['order'], limit: number): Promise<SyncVideo[]>;
	/** Requested (or announced) since this moment, for `maxPerDay`; those that were there already do not count. */
	doneSince(id: string, since: Date): Promise<number>;
	/** Of its reposts, those that have not ended: a backfill keeps them few. */
	openReposts(id: string): Promise<number>;
	/** The repost is in the ledger (or was before). */
	markRequested(
		id: string,
		videoId: string,
		repostId: string,
		decision: Decision<'requested'>,
	): Promise<void>;
	/** With the event `short.found`, in one transaction: told once. */
	announce(id: string, videoId: string, decision: Decision<'announced'>): Promise<void>;

	/** One decision with its channel, also of a sync that has ended. */
	found(id: string, videoId: string): Promise<(SyncVideo & { channel: Channel }) | null>;
	decisions(filter: {
		syncId: string;
		state?: DecisionState;
		reason?: string;
		cursor?: string;
		limit: number;
	}): Promise<Page<SyncVideo>>;
	counts(id: string): Promise<Record<DecisionState, number>>;

	/** One run that found something or failed; the same `startedAt` again takes its place. Older ones than the newest 50 go. */
	saveRun(
		id: string,
		run: {
			startedAt: Date;
			numbers: SyncNumbers;
			sources: SourceReport[];
			error: StoredError | null;
		},
	): Promise<void>;
	runs(id: string, limit: number): Promise<SyncRun[]>;
	/** Sets or clears what is wrong; `needsPerson` stops further looks until `resume` or an edit. */
	setError(id: string, error: StoredError | null, needsPerson?: boolean): Promise<void>;
}
