import type { InferSelectModel } from 'drizzle-orm';
import type { EventType, RepostEventType } from '../../lib/events/eventTypes';
import type { RepostState } from '../../lib/posting/states';
import type { Posting, PostSettings } from '../../lib/posting/request';
import type { VideoFacts } from '../../lib/youtube/videoFacts';
import type { CallbackStore, HookStore } from './deliveries';
import type { LaneStore } from './lanes/lanes';
import type { Edit } from './reposts/editRepost';
import type { OAuthStore } from './oauth/oauth';
import type { ReadbackStore } from './readback/readbacks';
import type { StandingStore } from './standing';
import type { SyncStore } from './syncs/syncs';
import type { WebSubStore } from './webSubs';
import type {
	accounts,
	apiCalls,
	Approval,
	events,
	grants,
	MediaFacts,
	reposts,
	StoredError,
	uploads,
} from './schema';

export type Account = InferSelectModel<typeof accounts>;
export type GrantRow = InferSelectModel<typeof grants>;
export type Repost = InferSelectModel<typeof reposts>;
export type Upload = InferSelectModel<typeof uploads>;
export type TimelineEvent = InferSelectModel<typeof events>;
export type ApiCall = InferSelectModel<typeof apiCalls>;

/** One page of a list, newest first; `nextCursor` is null on the last. */
export interface Page<T> {
	items: T[];
	nextCursor: string | null;
}

export interface TikTokPerson {
	clientKey: string;
	openId: string;
	unionId: string | null;
	username: string | null;
	displayName: string;
	avatarUrl: string | null;
}

/** Tokens as they are in memory; the store seals them. */
export interface Grant {
	clientKey: string;
	openId: string;
	accessToken: string;
	refreshToken: string;
	scopes: string[];
	accessExpiresAt: Date;
	refreshExpiresAt: Date;
}

export interface AccountStore {
	/** By id, username (with or without @) or unique display name. Problems: unknown_account, ambiguous_account. */
	find(name: string): Promise<Account>;
	get(id: string): Promise<Account | null>;
	list(): Promise<Account[]>;
	/**
	 * The account of this person: by (client key, open_id), else by union_id, else new. Keeps the grant sealed.
	 * `outcome` tells the page what happened. `sameAs`: an account the person said this is (no union_id, new keys).
	 */
	connect(
		person: TikTokPerson,
		grant: Grant,
		sameAs?: string,
		/** The id that a new account gets; default: a fresh one. */
		newId?: string,
	): Promise<{ account: Account; outcome: 'new' | 'reconnected' | 'newKeys' }>;
	/** The account that this person is known to be, by (client key, open_id) or union_id; null for someone new. */
	known(person: TikTokPerson): Promise<Account | null>;
	/** Accounts that this person could already be: only when there is no union_id and the keys are new. */
	possibleTwins(person: TikTokPerson): Promise<Account[]>;
	setStatus(id: string, status: Account['status']): Promise<void>;
	rename(id: string, names: { username?: string; displayName?: string }): Promise<void>;
}

export interface GrantStore {
	/** Opened tokens and the row's version; null when the account has none. */
	open(accountId: string): Promise<(Grant & { version: number }) | null>;
	/** Row without tokens, for pages and doctor. */
	facts(accountId: string): Promise<Omit<GrantRow, 'sealed'> | null>;
	/** Takes the refresh lease if it is free or has lapsed; false if another holds it. */
	takeLease(accountId: string, owner: string, version: number, forMs: number): Promise<boolean>;
	/** Saves the refreshed grant and frees the lease, durable; only for the holder of the lease on that version. */
	saveRefreshed(
		accountId: string,
		owner: string,
		version: number,
		grant: Grant,
	): Promise<boolean>;
	releaseLease(accountId: string, owner: string): Promise<void>;
	remove(accountId: string): Promise<void>;
	/** Seals every grant and upload URL anew with the first key; answers how many. */
	reseal(): Promise<number>;
}

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
	/** TikTok said of the publish_id that it failed, so a new init cannot post twice: takes the commit back. */
	uncommit(id: string, attempt: number, publishId: string): Promise<void>;
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

export interface UploadStore {
	/** With the upload URL opened. */
	get(repostId: string): Promise<(Upload & { uploadUrl: string }) | null>;
	/**
	 * The answer of an init, durable, before any byte is sent. Compare-and-set: `afterSerial` is the serial that the
	 * caller saw (0 for none); false if another init was recorded meanwhile. Also sets the repost's publish_id.
	 */
	replace(
		repostId: string,
		afterSerial: number,
		upload: Omit<
			Upload,
			| 'repostId'
			| 'serial'
			| 'clientKey'
			| 'sealedUrl'
			| 'confirmedBytes'
			| 'leaseOwner'
			| 'leaseUntil'
			| 'createdAt'
		> & { uploadUrl: string; clientKey?: string },
		/** The edits that this upload knows of: false if there was another since. */
		edits?: number,
	): Promise<boolean>;
	/** Takes the right to send for `serial` if it is free or lapsed. */
	takeLease(repostId: string, serial: number, owner: string, forMs: number): Promise<boolean>;
	/** Renews it and notes confirmed bytes; false if it was lost. */
	renewLease(
		repostId: string,
		serial: number,
		owner: string,
		forMs: number,
		confirmedBytes?: number,
	): Promise<boolean>;
	releaseLease(repostId: string, owner: string): Promise<void>;
}

/** An `Idempotency-Key`: whose it is, and what was asked with it. */
export interface RequestKey {
	owner: string;
	key: string;
	body: Record<string, unknown>;
}

export interface RequestKeyStore {
	/** What was answered to this key within the last day. */
	find(key: Pick<RequestKey, 'owner' | 'key'>): Promise<{
		bodyHash: string;
		repostId: string;
		created: boolean;
		notice: string | null;
	} | null>;
	/** Notes an answer that made nothing new; an earlier one stays. */
	note(
		key: RequestKey,
		answer: { repostId: string; created: boolean; notice: string | null },
	): Promise<void>;
	prune(): Promise<void>;
}

/** What others are told of. */
export interface EventStore {
	/** What happened after event `after`, oldest first, at most `limit`; `upTo` is where to go on. */
	since(filter: {
		after: number;
		types: readonly EventType[];
		accountId?: string | undefined;
		limit: number;
	}): Promise<{ events: FeedEvent[]; upTo: number }>;
	/** The newest event's number, 0 when there is none. */
	latest(): Promise<number>;
}

export type FeedEvent = {
	id: number;
	accountId: string;
	at: Date;
} & (
	| /** A repost entered a state that others are told of. */
	  { type: RepostEventType; repostId: string; nextStep: string | null }
	| { type: 'short.found'; syncId: string; videoId: string }
);

export interface CallStore {
	/** Notes one call if fewer than `perMinute` were noted in the last minute (`limitWindowMs`); else when there is room again. */
	take(
		key: { provider: ApiCall['provider']; endpoint: string; accountId: string },
		perMinute: number | null,
	): Promise<{ ok: true } | { ok: false; retryAfterMs: number }>;
	/** Counts for doctor: this minute and today (UTC). */
	usage(): Promise<
		{
			provider: string;
			endpoint: string;
			accountId: string;
			lastMinute: number;
			today: number;
		}[]
	>;
	prune(): Promise<void>;
}

export interface WebSecretStore {
	/** `secret` is hashed before it is stored. */
	put(
		kind: 'session' | 'signInCode' | 'connectState',
		secret: string,
		ttlMs: number,
		bound?: { session: string; sealedValue: unknown },
	): Promise<void>;
	/** Is there one that has not expired? Leaves it. */
	has(kind: 'session' | 'signInCode', secret: string): Promise<boolean>;
	/** Takes it away, so that it works once. For connectState only if the session matches. */
	redeem(
		kind: 'session' | 'signInCode' | 'connectState',
		secret: string,
		session?: string,
	): Promise<{ value: unknown } | null>;
}

/** Everything that is kept. One dialect, two engines (PGlite in the process, or Postgres). */
export interface Store {
	readonly engine: 'pglite' | 'postgres';
	/** e.g. `PGlite in .14ms/store` or `Postgres at db.example:5432/14ms`; never with a password. */
	readonly where: string;
	accounts: AccountStore;
	grants: GrantStore;
	reposts: RepostStore;
	uploads: UploadStore;
	calls: CallStore;
	webSecrets: WebSecretStore;
	oauth: OAuthStore;
	events: EventStore;
	requestKeys: RequestKeyStore;
	standing: StandingStore;
	lanes: LaneStore;
	syncs: SyncStore;
	webSubs: WebSubStore;
	readbacks: ReadbackStore;
	callbacks: CallbackStore;
	hooks: HookStore;
	/** Throws store_unavailable. */
	ping(): Promise<void>;
	close(): Promise<void>;
}
