import type { WorkflowFate } from '../../lib/posting/mend';
import type { LedgerMark } from '../../lib/posting/standing';
import type { Previewed, PreviewWanted } from '../../lib/sync/previewed';
import type { ChannelRef } from '../../lib/youtube/channelRef';
import type { FoundChannel } from '../discovery/discovery';

export type DeliveryKind = 'callback' | 'hook';

export interface ScheduledSync {
	id: string;
	everyMinutes: number;
	/** The note with which its Schedule is paused; null: it runs. */
	paused: string | null;
}

/** A sync's Schedule as Temporal's list has it. */
export interface PresentSchedule {
	id: string;
	/** Null: at no such interval. */
	everyMinutes: number | null;
	isPaused: boolean;
}

/** The Schedules that start `syncChannel`. */
export interface SyncSchedules {
	/** Makes the sync's Schedule, or changes it; the same call again changes nothing. */
	scheduleSync(sync: ScheduledSync): Promise<void>;
	/** Harmless when there is none. */
	unscheduleSync(id: string): Promise<void>;
	/** One look at once, or right after the one that runs. False when there is no Schedule. */
	triggerSync(id: string): Promise<boolean>;
	/** Those of all syncs. What was just made or changed may be missing. */
	scheduledSyncs(): Promise<PresentSchedule[]>;
}

/**
 * Questions to YouTube, which a worker answers within a minute, else Problem temporal_unavailable. The worker's own
 * Problems come through.
 */
export interface SyncQuestions {
	lookUpChannel(ref: ChannelRef): Promise<FoundChannel>;
	previewSync(wanted: PreviewWanted): Promise<Previewed>;
}

/** Temporal as the web service sees it. Throws Problem temporal_unavailable. */
export interface Engine extends SyncSchedules, SyncQuestions {
	/** Starts `repostShort` under `<repost>/<attempt>`; a second call for the same is harmless. */
	startRepost(repostId: string, attempt: number): Promise<void>;
	/** Tells the running workflow to look at its ledger row again; harmless when none runs. */
	nudge(repostId: string, attempt: number): Promise<void>;
	/** Tells the running workflow that TikTok has sent an event; harmless when none runs. */
	tiktokSaid(repostId: string, attempt: number): Promise<void>;
	/** Starts `followLink` for a published repost; a second call for the same is harmless. */
	followLink(repostId: string, attempt: number): Promise<void>;
	/** What became of the workflow of this attempt. */
	fateOf(repostId: string, attempt: number): Promise<WorkflowFate>;
	/** How far the ledger had come when Temporal was last told; null when it knows of none. */
	rememberedLedger(): Promise<LedgerMark | null>;
	tellOfLedger(mark: LedgerMark): Promise<void>;
	/** Starts the account's `accountLane`, or tells the running one that something has changed. */
	wakeLane(accountId: string): Promise<void>;
	/** Starts the account's `accountLane` unless it runs. */
	startLane(accountId: string): Promise<void>;
	/** Starts the durable delivery of a callback or webhook; a second call for the same is harmless. */
	startDelivery(kind: DeliveryKind, id: string): Promise<void>;
	/** Tells it that there may be something to deliver; harmless when none runs. */
	nudgeDelivery(kind: DeliveryKind, id: string): Promise<void>;
	/** Starts the channel's `keepWebSub` unless it runs. */
	startWebSub(channelId: string): Promise<void>;
	/** Tells it to look at its row again; harmless when none runs. */
	tellWebSub(channelId: string): Promise<void>;
	/** Makes sure of the Schedule that reads how posts do; harmless when it is there. */
	keepReadback(everyMs: number): Promise<void>;
	/** Throws when Temporal does not answer. */
	ping(): Promise<void>;
	close(): Promise<void>;
}
