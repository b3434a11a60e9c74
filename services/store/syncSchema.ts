import {
	bigserial,
	boolean,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	unique,
} from 'drizzle-orm/pg-core';
import type { Posting } from '../../lib/posting/request';
import type { DecisionReason, DecisionState } from '../../lib/sync/decision';
import type { CaptionRules, SyncRules } from '../../lib/sync/syncRules';
import type {
	SourceReport,
	SyncAction,
	SyncNumbers,
	SyncPostSettings,
} from '../../lib/sync/syncView';
import type { ChannelVideo } from '../../lib/youtube/channelVideo';
import { accounts, reposts, type StoredError } from './schema';
import { at } from './timeColumn';

export interface Ownership {
	/** `code`: it stands in the channel's description. `statement`: a person said so. */
	kind: 'code' | 'statement';
	wording: string;
	by: string;
	at: string;
	/** When it was last seen to hold; looked at again after 30 days. */
	checkedAt: string;
	/** ISO 8601; when it was seen to hold though something spoke against it. */
	doubtedAt?: string;
	/** Since it was not seen to hold when it was looked at again. */
	doubt?: {
		/** The channel or its code; null: YouTube does not tell. */
		missingSince: string | null;
		askAgainAt: string;
		/** It is the channel itself that YouTube did not have. */
		isGone?: boolean;
	};
}

/** A channel on YouTube that is, or was, followed. */
export const channels = pgTable('channels', {
	/** YouTube's, `UC…`. */
	id: text('id').primaryKey(),
	handle: text('handle'),
	title: text('title').notNull(),
	avatarUrl: text('avatar_url'),
	/** For the channel's description; stays the same. */
	verifyCode: text('verify_code').notNull(),
	ownership: jsonb('ownership').$type<Ownership>(),
	createdAt: at('created_at').notNull().defaultNow(),
	updatedAt: at('updated_at').notNull().defaultNow(),
});

/** A channel followed for an account: one for each (account, channel, action) that has not ended. */
export const syncs = pgTable(
	'syncs',
	{
		id: text('id').primaryKey(),
		accountId: text('account_id')
			.notNull()
			.references(() => accounts.id),
		channelId: text('channel_id')
			.notNull()
			.references(() => channels.id),
		action: text('action').$type<SyncAction>().notNull(),
		posting: text('posting').$type<Posting>().notNull(),
		settings: jsonb('settings').$type<SyncPostSettings>().notNull(),
		rules: jsonb('rules').$type<SyncRules>().notNull(),
		captions: jsonb('captions').$type<CaptionRules>().notNull(),
		everyMinutes: integer('every_minutes').notNull(),
		/** Who asked for it: the ledger's `by` of its reposts. */
		by: text('by').notNull(),
		isPaused: boolean('is_paused').notNull().default(false),
		pauseNote: text('pause_note'),
		error: jsonb('error').$type<StoredError>(),
		/** True: `error` waits for a person, and the syncs looks no further. */
		needsPerson: boolean('needs_person').notNull().default(false),
		/** Ends then unless it is asked for again; null: stays. */
		leaseUntil: at('lease_until'),
		leaseMinutes: integer('lease_minutes'),
		/** What was published before is backfill. */
		since: at('since').notNull().defaultNow(),
		/** What the sources want to know again. */
		memory: jsonb('memory').$type<Record<string, unknown>>().notNull().default({}),
		/** False until the channel was once read as deep as the backfill needs. */
		isBackfilled: boolean('is_backfilled').notNull().default(false),
		/** Goes up with whatever its Schedule must be told of. */
		version: integer('version').notNull().default(1),
		/** The version that its Schedule was last made from; 0: never. */
		scheduledVersion: integer('scheduled_version').notNull().default(0),
		lastRunAt: at('last_run_at'),
		/** Set when it was removed: its Schedule goes, its decisions stay, and the same request takes it up again. */
		endedAt: at('ended_at'),
		createdAt: at('created_at').notNull().defaultNow(),
		updatedAt: at('updated_at').notNull().defaultNow(),
	},
	(t) => [
		unique('one_sync').on(t.accountId, t.channelId, t.action),
		index('syncs_by_channel').on(t.channelId),
	],
);

/** Every video that a sync has seen, and what it decided. */
export const syncVideos = pgTable(
	'sync_videos',
	{
		syncId: text('sync_id')
			.notNull()
			.references(() => syncs.id),
		videoId: text('video_id').notNull(),
		video: jsonb('video').$type<ChannelVideo>().notNull(),
		publishedAt: at('published_at'),
		state: text('state').$type<DecisionState>().notNull(),
		reason: text('reason').$type<DecisionReason>().notNull(),
		sentence: text('sentence').notNull(),
		lookAgainAt: at('look_again_at'),
		/** How often it was looked at without a decision. */
		looks: integer('looks').notNull().default(0),
		repostId: text('repost_id').references(() => reposts.id),
		requestedAt: at('requested_at'),
		firstSeenAt: at('first_seen_at').notNull().defaultNow(),
		decidedAt: at('decided_at').notNull().defaultNow(),
	},
	(t) => [
		primaryKey({ columns: [t.syncId, t.videoId] }),
		index('sync_videos_by_state').on(t.syncId, t.state, t.lookAgainAt),
		index('sync_videos_by_time').on(t.syncId, t.publishedAt),
		index('sync_videos_by_repost').on(t.repostId),
	],
);

/** Runs that found something or failed; the newest 50 of a sync are kept. */
export const syncRuns = pgTable(
	'sync_runs',
	{
		id: bigserial('id', { mode: 'number' }).primaryKey(),
		syncId: text('sync_id')
			.notNull()
			.references(() => syncs.id),
		startedAt: at('started_at').notNull().defaultNow(),
		finishedAt: at('finished_at'),
		numbers: jsonb('numbers').$type<SyncNumbers>().notNull(),
		sources: jsonb('sources').$type<SourceReport[]>().notNull(),
		error: jsonb('error').$type<StoredError>(),
	},
	(t) => [index('sync_runs_by_sync').on(t.syncId, t.id)],
);

/** A channel's subscription at YouTube's WebSub hub. */
export const webSubs = pgTable('web_subs', {
	channelId: text('channel_id')
		.primaryKey()
		.references(() => channels.id),
	/** In the callback's path, so that nobody else can find it. */
	token: text('token').notNull().unique(),
	/** JWE of the secret that the hub signs with. */
	sealedSecret: text('sealed_secret').notNull(),
	/** `moved`: the hub has to be asked for another address than it was. */
	state: text('state').$type<'asked' | 'active' | 'refused' | 'moved' | 'ending'>().notNull(),
	/** When the hub's lease ends; null until it has verified. */
	leaseUntil: at('lease_until'),
	askedAt: at('asked_at').notNull().defaultNow(),
	error: text('error'),
});

/** How a repost does on TikTok beside its source on YouTube; null where nobody told. */
export const readbacks = pgTable(
	'readbacks',
	{
		repostId: text('repost_id')
			.primaryKey()
			.references(() => reposts.id),
		accountId: text('account_id').notNull(),
		views: integer('views'),
		likes: integer('likes'),
		comments: integer('comments'),
		shares: integer('shares'),
		sourceViews: integer('source_views'),
		sourceLikes: integer('source_likes'),
		sourceComments: integer('source_comments'),
		/** When TikTok last told; null: never. */
		readAt: at('read_at'),
		reads: integer('reads').notNull().default(0),
		/** Why the last look told nothing. */
		error: text('error'),
		/** Null: not looked at any more. */
		nextAt: at('next_at'),
	},
	(t) => [index('readbacks_by_time').on(t.nextAt), index('readbacks_by_account').on(t.accountId)],
);
