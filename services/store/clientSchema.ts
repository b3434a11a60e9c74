import {
	bigint,
	boolean,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
} from 'drizzle-orm/pg-core';
import { accounts, reposts } from './schema';
import { at } from './timeColumn';

/** Programs that may ask people for access by OAuth2, such as an n8n. */
export const oauthClients = pgTable('oauth_clients', {
	id: text('id').primaryKey(),
	name: text('name').notNull(),
	redirectUris: jsonb('redirect_uris').$type<string[]>().notNull(),
	/** SHA-256 of the secret; null for public clients, which must use PKCE. */
	secretHash: text('secret_hash'),
	/** The rest of its metadata, as RFC 7591 names it. */
	metadata: jsonb('metadata').$type<Record<string, unknown>>().notNull(),
	registeredBy: text('registered_by').$type<'operator' | 'itself'>().notNull(),
	/** Null: it registered itself, and the operator has not approved it. */
	approvedAt: at('approved_at'),
	createdAt: at('created_at').notNull().defaultNow(),
});

/** Codes, tokens, grants and interactions of the OAuth2 server; `idHash` is SHA-256 of what the holder shows. */
export const oauthRecords = pgTable(
	'oauth_records',
	{
		model: text('model').notNull(),
		idHash: text('id_hash').notNull(),
		payload: jsonb('payload').$type<Record<string, unknown>>().notNull(),
		clientId: text('client_id'),
		grantHash: text('grant_hash'),
		uidHash: text('uid_hash'),
		consumedAt: at('consumed_at'),
		expiresAt: at('expires_at'),
	},
	(t) => [
		primaryKey({ columns: [t.model, t.idHash] }),
		index('oauth_records_by_grant').on(t.grantHash),
		index('oauth_records_by_client').on(t.clientId),
		index('oauth_records_by_expiry').on(t.expiresAt),
	],
);

/** TikTok's answer for an account that is new: it becomes one when the client exchanges its code (issue 4, item 1). */
export const pendingConnects = pgTable('pending_connects', {
	/** The id that the account will have. */
	id: text('id').primaryKey(),
	/** JWE of the person and the grant; null once it became an account. */
	sealed: text('sealed'),
	/** Which account it became: another one when the same person was connected meanwhile. */
	accountId: text('account_id').references(() => accounts.id),
	expiresAt: at('expires_at').notNull(),
});

/** What was answered to `Idempotency-Key`; pruned after a day. */
export const requestKeys = pgTable(
	'request_keys',
	{
		/** Whose key it is: the operator, or a client and its account. */
		owner: text('owner').notNull(),
		keyHash: text('key_hash').notNull(),
		bodyHash: text('body_hash').notNull(),
		repostId: text('repost_id')
			.notNull()
			.references(() => reposts.id),
		created: boolean('created').notNull(),
		notice: text('notice'),
		at: at('at').notNull().defaultNow(),
	},
	(t) => [primaryKey({ columns: [t.owner, t.keyHash] }), index('request_keys_by_time').on(t.at)],
);

/** "Call this URL once these reposts are done": how a waiting n8n execution is resumed. */
export const callbacks = pgTable('callbacks', {
	id: text('id').primaryKey(),
	/** Null for the operator's. */
	accountId: text('account_id'),
	/** JWE of `{url, secret}`: the URL resumes an execution, so it is a secret too. */
	sealed: text('sealed').notNull(),
	repostIds: jsonb('repost_ids').$type<string[]>().notNull(),
	/** Called then at the latest, with the present state. */
	until: at('until').notNull(),
	state: text('state').$type<'waiting' | 'delivered' | 'givenUp'>().notNull(),
	attempts: integer('attempts').notNull().default(0),
	lastError: text('last_error'),
	startedAt: at('started_at'),
	createdAt: at('created_at').notNull().defaultNow(),
	finishedAt: at('finished_at'),
});

/** Outgoing webhooks. */
export const hooks = pgTable('hooks', {
	id: text('id').primaryKey(),
	/** Null for the operator's, which hear of every account. */
	accountId: text('account_id'),
	/** The OAuth2 client that made it; null for the operator. */
	clientId: text('client_id'),
	url: text('url').notNull(),
	types: jsonb('types').$type<string[]>().notNull(),
	/** JWE of the secret that signs. */
	sealed: text('sealed').notNull(),
	/** The last event that was delivered or given up. */
	cursor: bigint('cursor', { mode: 'number' }).notNull(),
	state: text('state').$type<'active' | 'deleted'>().notNull(),
	lastError: text('last_error'),
	lastDeliveredAt: at('last_delivered_at'),
	startedAt: at('started_at'),
	createdAt: at('created_at').notNull().defaultNow(),
});
