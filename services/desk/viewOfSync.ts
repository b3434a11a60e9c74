import { accountName } from '../../lib/accountName';
import { catalogue, type ErrorCode } from '../../lib/errors';
import type { DecisionState } from '../../lib/sync/decision';
import { failingInWords } from '../../lib/sync/failingSources';
import { lookMemory } from '../../lib/sync/lookMemory';
import { ownershipHoldsMs } from '../../lib/sync/ownership';
import type { ChannelView, DecisionView, SyncRunView, SyncView } from '../../lib/sync/syncView';
import { channelUrl } from '../../lib/youtube/channelRef';
import { shortUrl } from '../../lib/youtube/videoId';
import type { Account } from '../store/accounts';
import type { Repost } from '../store/reposts/reposts';
import type { Ownership } from '../store/syncSchema';
import type { Channel, Sync, SyncRun, SyncVideo } from '../store/syncs/syncs';

export interface SyncParts {
	sync: Sync;
	channel: Channel;
	account: Account;
	counts: Record<DecisionState, number>;
	lastRun: SyncRun | null;
	nextRunAt: Date | null;
	posts: SyncView['posts'];
}

/** The public form of a sync. */
export function viewOfSync(parts: SyncParts): SyncView {
	const { sync, channel, account, counts, lastRun, nextRunAt, posts } = parts;
	const { id, action, posting, settings, rules, captions, everyMinutes, pauseNote } = sync;
	return {
		...{ id, accountId: account.id, account: accountName(account) },
		channel: viewOfChannel(channel),
		...{ action, posting, settings, rules, captions, everyMinutes },
		...{ state: stateOf(sync), pauseNote, error: errorOf(sync.error) },
		trouble: troubleOf(sync),
		leaseUntil: iso(sync.leaseUntil),
		...{ lastRunAt: iso(sync.lastRunAt), nextRunAt: iso(nextRunAt) },
		lastRun: lastRun && viewOfRun(lastRun),
		...{ counts, posts },
		...{ createdAt: sync.createdAt.toISOString(), updatedAt: sync.updatedAt.toISOString() },
	};
}

export function viewOfChannel(channel: Channel): ChannelView {
	const { id, handle, title, avatarUrl, ownership, verifyCode } = channel;
	return {
		...{ id, handle, title, avatarUrl, verifyCode, url: channelUrl({ channelId: id }) },
		ownership: ownership && viewOfOwnership(ownership),
	};
}

function viewOfOwnership({ kind, wording, by, at, checkedAt, doubt }: Ownership) {
	const nextCheckMs = Date.parse(checkedAt) + ownershipHoldsMs;
	return {
		...{ kind, wording, by, at, checkedAt },
		nextCheckAt: doubt?.askAgainAt ?? new Date(nextCheckMs).toISOString(),
	};
}

export function viewOfRun({ id, startedAt, finishedAt, ...run }: SyncRun): SyncRunView {
	const { numbers, sources, error } = run;
	return {
		...{ id: String(id), startedAt: startedAt.toISOString(), finishedAt: iso(finishedAt) },
		...{ numbers, sources, error: errorOf(error) },
	};
}

export function viewOfDecision(
	row: SyncVideo,
	repost: Repost | null,
	caption: string | null,
): DecisionView {
	const { videoId, video, state, reason, sentence } = row;
	return {
		...{ video: videoId, url: shortUrl(videoId), title: video.title },
		...{ publishedAt: iso(row.publishedAt), durationSec: video.durationSec },
		...{ state, reason, sentence, lookAgainAt: iso(row.lookAgainAt), caption },
		firstSeenAt: row.firstSeenAt.toISOString(),
		decidedAt: row.decidedAt.toISOString(),
		repost: repost && { id: repost.id, state: repost.state, url: repost.url },
	};
}

const toldByError = new Set(['sync_look_failed', 'channel_not_found']);

/** Where no source answered, the error tells it. */
function troubleOf({ memory, error }: Sync): string | null {
	if (error && toldByError.has(error.code)) return null;
	const { failing, gapSince } = lookMemory.parse(memory);
	return failingInWords(failing, gapSince);
}

function stateOf({ isPaused, needsPerson, error }: Sync): SyncView['state'] {
	if (isPaused) return 'paused';
	return needsPerson || (error && isForPerson(error.code)) ? 'needsAttention' : 'active';
}

function isForPerson(code: string): boolean {
	return Object.hasOwn(catalogue, code) && catalogue[code as ErrorCode].exitCode === 3;
}

function errorOf(error: { code: string; message: string } | null): SyncView['error'] {
	return error && { code: error.code, message: error.message };
}

function iso(at: Date | null): string | null {
	return at?.toISOString() ?? null;
}
