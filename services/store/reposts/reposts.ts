import type { InferSelectModel } from 'drizzle-orm';
import type { Posting, PostSettings } from '../../../lib/posting/request';
import type { RepostState } from '../../../lib/posting/states';
import type { VideoFacts } from '../../../lib/youtube/videoFacts';
import type { TimelineEvent } from '../events';
import type { Page } from '../page';
import type { RequestKey } from '../requestKeys';
import type { Approval, MediaFacts, reposts, StoredError } from '../schema';
import type { Edit } from './editRepost';

export type Repost = InferSelectModel<typeof reposts>;

export interface NewRepost {
	accountId: string;
	videoId: string;
	posting: Posting;
	settings: PostSettings;
	ownContent: Repost['ownContent'];
	again: boolean;
	/** Nothing is posted before. */
	notBefore?: Date | null;
	/** 0 (last) to 9 (first); default 5. */
	priority?: number;
	/** Noted with the row, so that the same request never makes two. */
	key?: RequestKey | undefined;
}

export interface RepostFilter {
	accountId?: string;
	state?: RepostState;
	videoId?: string;
	cursor?: string;
	limit: number;
}

/** The ledger. Every write is durable before its promise resolves and leaves an event in the timeline. */
export interface RepostStore {
	/** Inserts, or returns the one that is there (`created: false`). With `again`, a new generation once the last is final. */
	create(wanted: NewRepost): Promise<{ repost: Repost; created: boolean }>;
	get(id: string): Promise<Repost | null>;
	/** The repost whose present upload this is. */
	byPublishId(publishId: string): Promise<Repost | null>;
	list(filter: RepostFilter): Promise<Page<Repost>>;
	/** Rows whose workflow is not known to run, older than `olderThanMs`: what the sweeper starts. */
	unstarted(olderThanMs: number): Promise<Repost[]>;
	/** Rows not final, for media clean-up, `up` and reconnects. */
	open(accountId?: string): Promise<Repost[]>;
	/** Published ones whose link is still to come, of the last `withinMs`. */
	linkPending(withinMs: number): Promise<Repost[]>;
	markStarted(id: string, attempt: number): Promise<void>;
	/** Enters a state that is not final. False if the attempt is not the present one or the row is final. */
	enter(
		id: string,
		attempt: number,
		state: RepostState,
		extra?: { nextStep?: string | null; error?: StoredError | null },
	): Promise<boolean>;
	/** Without an event and without fsync: for progress bars only. */
	progress(id: string, doneBytes: number, totalBytes: number | null): Promise<void>;
	saveVideo(id: string, attempt: number, video: VideoFacts): Promise<void>;
	saveMedia(id: string, attempt: number, media: MediaFacts): Promise<void>;
	/** Problem not_awaiting_review unless the row is awaitingReview (or needsAttention for an expired review). */
	approve(id: string, approval: Approval): Promise<Repost>;
	/** Notes the wish; Problem not_cancellable when final, posting_uncertain once committed. */
	requestCancel(id: string): Promise<Repost>;
	/**
	 * The point of no return, compare-and-set: false if a cancel was requested, the attempt is an old one, or `publishId`
	 * is no longer the current upload's.
	 */
	commit(id: string, attempt: number, publishId: string): Promise<boolean>;
	/**
	 * TikTok said of the publish_id that it failed, so a new init cannot post twice: takes the commit back, while upload
	 * `serial` is the present one.
	 */
	uncommit(id: string, attempt: number, publishId: string, serial: number): Promise<void>;
	/** Enters a final state with its facts; a second call with the same state changes nothing. */
	finish(
		id: string,
		attempt: number,
		state: 'delivered' | 'published' | 'failed' | 'cancelled',
		facts: { nextStep?: string | null; postId?: string; url?: string; error?: StoredError },
	): Promise<void>;
	/** The post id and link that came after `published`. */
	savePostId(id: string, postId: string, url: string | null): Promise<void>;
	/** Problem not_editable once an upload has begun. */
	edit(id: string, edit: Edit): Promise<Repost>;
	/** A person's retry: attempt + 1, back to `resolving`. Problems: not_retryable, posting_uncertain. */
	retry(id: string): Promise<Repost>;
	/**
	 * The workflow of this attempt is gone: attempt + 1, with what was decided and, once committed, with the upload.
	 * Null when the row has moved on.
	 */
	takeUp(id: string, attempt: number): Promise<Repost | null>;
	/** An extra line in the timeline. */
	note(id: string, type: string, data: Record<string, unknown>): Promise<void>;
	timeline(id: string): Promise<TimelineEvent[]>;
	/** Records a standing consent unless the same settings were agreed to before. */
	consent(accountId: string, settings: PostSettings, wording: string, by: string): Promise<void>;
}
