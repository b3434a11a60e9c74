import { momentInWords } from '../../posting/lane/localTime';
import type { ChannelVideo } from '../../youtube/channelVideo';
import type { Decision, DecisionReason } from '../decision';
import { instantMs } from '../../instantMs';
import type { SyncRules } from '../syncRules';

/** One look at one video, its times as numbers. */
export interface Look {
	video: ChannelVideo;
	rules: SyncRules;
	/** What was published before is backfill. */
	sinceMs: number;
	firstSeenMs: number;
	/** How often it was looked at before without a decision. */
	looks: number;
	/** How many Shorts from before `since` are newer; null: not asked for. */
	olderRank: number | null;
	nowMs: number;
	publishedMs: number | null;
	startsMs: number | null;
}

export type ShortDecision = Decision<'undecided' | 'waiting' | 'skipped'>;

/** One rule: a decision, or null where it has nothing against the video. */
export type Check = (look: Look) => ShortDecision | null;

export interface LookFacts {
	video: ChannelVideo;
	rules: SyncRules;
	since: Date;
	firstSeenAt: Date;
	looks: number;
	olderRank: number | null;
	now: Date;
}

export function lookOf({
	video,
	rules,
	since,
	firstSeenAt,
	looks,
	olderRank,
	now,
}: LookFacts): Look {
	return {
		...{ video, rules, looks, olderRank },
		sinceMs: since.getTime(),
		firstSeenMs: firstSeenAt.getTime(),
		nowMs: now.getTime(),
		publishedMs: instantMs(video.publishedAt),
		startsMs: instantMs(video.startsAt),
	};
}

export function skipped(reason: DecisionReason<'skipped'>, sentence: string): ShortDecision {
	return { state: 'skipped', reason, sentence, lookAgainAt: null };
}

export function undecided(
	reason: DecisionReason<'undecided'>,
	sentence: string,
	againMs: number,
): ShortDecision {
	return { state: 'undecided', reason, sentence, lookAgainAt: new Date(againMs).toISOString() };
}

export function inUtc(atMs: number): string {
	return momentInWords(atMs, 'UTC');
}
