import {
	bigint,
	bigserial,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	unique,
} from 'drizzle-orm/pg-core';
import type { RepostState } from '../../lib/posting/states';
import type { VideoFacts } from '../../lib/youtube/videoFacts';
import type { Posting, PostSettings } from '../../lib/posting/request';
import { at } from './timeColumn';

const sizeBytes = (name: string) => bigint(name, { mode: 'number' });

/** A person at TikTok. */
export const accounts = pgTable('accounts', {
	id: text('id').primaryKey(),
	unionId: text('union_id').unique(),
	username: text('username'),
	displayName: text('display_name').notNull(),
	avatarUrl: text('avatar_url'),
	/** `reconnect`: TikTok no longer takes our grant; the person must connect again. */
	status: text('status').$type<'connected' | 'reconnect' | 'disconnected'>().notNull(),
	createdAt: at('created_at').notNull().defaultNow(),
	updatedAt: at('updated_at').notNull().defaultNow(),
});

/** The open_ids of an account: one for each client key it was connected under. */
export const accountAliases = pgTable(
	'account_aliases',
	{
		clientKey: text('client_key').notNull(),
		openId: text('open_id').notNull(),
		accountId: text('account_id')
			.notNull()
			.references(() => accounts.id),
	},
	(t) => [primaryKey({ columns: [t.clientKey, t.openId] })],
);

/** TikTok's grant for an account: one, sealed. The lease columns make its refresh single-flight across processes. */
export const grants = pgTable('grants', {
	accountId: text('account_id')
		.primaryKey()
		.references(() => accounts.id),
	clientKey: text('client_key').notNull(),
	openId: text('open_id').notNull(),
	/** JWE of `{accessToken, refreshToken}`. */
	sealed: text('sealed').notNull(),
	scopes: jsonb('scopes').$type<string[]>().notNull(),
	accessExpiresAt: at('access_expires_at').notNull(),
	refreshExpiresAt: at('refresh_expires_at').notNull(),
	/** Goes up with every new grant. */
	version: integer('version').notNull().default(1),
	leaseOwner: text('lease_owner'),
	leaseUntil: at('lease_until'),
	updatedAt: at('updated_at').notNull().defaultNow(),
});

export interface MediaFacts {
	/** Relative to `DATA_DIR/media/<repost>/`. */
	fileName: string;
	sizeBytes: number;
	sha256: string;
	contentType: 'video/mp4' | 'video/quicktime' | 'video/webm';
	durationSec: number;
	widthPx: number;
	heightPx: number;
	/** What was done to the download and why, e.g. `as it is` or `transcoded: AV1 is not taken by TikTok`. */
	preparation: string;
}

export interface Approval {
	settings: PostSettings;
	/** Of the bytes that were shown to the person. */
	sha256: string;
	at: string;
}

export interface StoredError {
	code: string;
	message: string;
	logId?: string;
}

/** The ledger: one row for each (account, video, generation), for ever. */
export const reposts = pgTable(
	'reposts',
	{
		id: text('id').primaryKey(),
		accountId: text('account_id')
			.notNull()
			.references(() => accounts.id),
		videoId: text('video_id').notNull(),
		generation: integer('generation').notNull().default(1),
		/** 1-based; goes up when a person retries. */
		attempt: integer('attempt').notNull().default(1),
		posting: text('posting').$type<Posting>().notNull(),
		settings: jsonb('settings').$type<PostSettings>().notNull(),
		/** The person's statement that the video is their own. */
		ownContent: jsonb('own_content')
			.$type<{ statement: string; by: string; at: string }>()
			.notNull(),
		/** Nothing is posted before; null: as soon as it is ready. */
		notBefore: at('not_before'),
		/** 0 (last) to 9 (first). */
		priority: integer('priority').notNull().default(5),
		/** Goes up with every edit: an upload that was opened with what was there before is not used. */
		edits: integer('edits').notNull().default(0),
		state: text('state').$type<RepostState>().notNull(),
		/** What the person must do next, in words; null when nothing. */
		nextStep: text('next_step'),
		video: jsonb('video').$type<VideoFacts>(),
		media: jsonb('media').$type<MediaFacts>(),
		doneBytes: sizeBytes('done_bytes'),
		totalBytes: sizeBytes('total_bytes'),
		approval: jsonb('approval').$type<Approval>(),
		publishId: text('publish_id'),
		postId: text('post_id'),
		url: text('url'),
		error: jsonb('error').$type<StoredError>(),
		/** Set once the workflow of the present attempt is known to run: the sweeper starts the others. */
		startedAt: at('started_at'),
		/** A person asked to cancel. Excludes committedAt: whoever writes first wins. */
		cancelRequestedAt: at('cancel_requested_at'),
		/** The last chunk may be on its way since: the point of no return. */
		committedAt: at('committed_at'),
		createdAt: at('created_at').notNull().defaultNow(),
		updatedAt: at('updated_at').notNull().defaultNow(),
		finishedAt: at('finished_at'),
	},
	(t) => [
		unique('one_repost').on(t.accountId, t.videoId, t.generation),
		index('reposts_by_state').on(t.state),
		index('reposts_by_time').on(t.createdAt),
		// TikTok's webhooks name nothing else.
		index('reposts_by_publish_id').on(t.publishId),
	],
);

/** The one current upload of a repost. `serial` goes up with every init; writes compare it first. */
export const uploads = pgTable('uploads', {
	repostId: text('repost_id')
		.primaryKey()
		.references(() => reposts.id),
	serial: integer('serial').notNull(),
	/** The repost's attempt that made it. */
	attempt: integer('attempt').notNull(),
	publishId: text('publish_id').notNull(),
	/** Of the app that made it: TikTok tells no other what became of it. Null in rows of older versions. */
	clientKey: text('client_key'),
	/** JWE of the upload URL, whose token is a secret. */
	sealedUrl: text('sealed_url').notNull(),
	urlExpiresAt: at('url_expires_at').notNull(),
	sizeBytes: sizeBytes('size_bytes').notNull(),
	chunkSizeBytes: sizeBytes('chunk_size_bytes').notNull(),
	chunkCount: integer('chunk_count').notNull(),
	sha256: text('sha256').notNull(),
	/** Bytes that TikTok has confirmed, as far as we know. */
	confirmedBytes: sizeBytes('confirmed_bytes').notNull().default(0),
	/** Only the holder may send; it renews while bytes flow. */
	leaseOwner: text('lease_owner'),
	leaseUntil: at('lease_until'),
	createdAt: at('created_at').notNull().defaultNow(),
});

/** What happened, per repost and per account, in order. */
export const events = pgTable(
	'events',
	{
		id: bigserial('id', { mode: 'number' }).primaryKey(),
		accountId: text('account_id').notNull(),
		repostId: text('repost_id'),
		/** e.g. `repost.state`, `repost.resumed`, `account.connected`. */
		type: text('type').notNull(),
		data: jsonb('data').$type<Record<string, unknown>>().notNull(),
		at: at('at').notNull().defaultNow(),
	},
	(t) => [
		index('events_by_repost').on(t.repostId, t.id),
		index('events_by_account').on(t.accountId, t.id),
	],
);

/** A person's standing consent to `posting: auto` (design §3). */
export const consents = pgTable('consents', {
	id: bigserial('id', { mode: 'number' }).primaryKey(),
	accountId: text('account_id').notNull(),
	/** What was agreed to: the post settings without the caption, as canonical JSON. */
	settings: text('settings').notNull(),
	wording: text('wording').notNull(),
	by: text('by').notNull(),
	at: at('at').notNull().defaultNow(),
});

/** One row for each call that counts against a limit; pruned after two days. */
export const apiCalls = pgTable(
	'api_calls',
	{
		id: bigserial('id', { mode: 'number' }).primaryKey(),
		provider: text('provider').$type<'tiktok' | 'youtube'>().notNull(),
		endpoint: text('endpoint').notNull(),
		accountId: text('account_id').notNull(),
		at: at('at').notNull().defaultNow(),
	},
	(t) => [index('api_calls_by_key').on(t.provider, t.endpoint, t.accountId, t.at)],
);

/** Sign-in sessions and one-use codes; only hashes are stored. */
export const webSecrets = pgTable('web_secrets', {
	hash: text('hash').primaryKey(),
	kind: text('kind').$type<'session' | 'signInCode' | 'connectState'>().notNull(),
	/** For connectState: the hash of the browser session it is bound to. */
	sessionHash: text('session_hash'),
	/** For connectState: JWE of what the callback needs (`codeVerifier`, return path). */
	sealed: text('sealed'),
	expiresAt: at('expires_at').notNull(),
});

/** Facts about this installation. */
export const installation = pgTable('installation', {
	key: text('key').primaryKey(),
	value: text('value').notNull(),
});
