import type { InferSelectModel } from 'drizzle-orm';
import type { oauthClients, oauthRecords } from '../clientSchema';

export type OAuthClient = InferSelectModel<typeof oauthClients>;
export type OAuthRecord = Pick<
	InferSelectModel<typeof oauthRecords>,
	'payload' | 'clientId' | 'consumedAt'
>;

/** What the OAuth2 server keeps. Ids are what their holders show (codes, tokens, cookies): only hashes are stored. */
export interface OAuthStore {
	save(
		model: string,
		id: string,
		record: {
			payload: Record<string, unknown>;
			clientId?: string | undefined;
			grantId?: string | undefined;
			uid?: string | undefined;
		},
		/** Without it, it stays. */
		ttlSec?: number,
	): Promise<void>;
	/** Null when there is none or it has expired. */
	find(model: string, id: string): Promise<OAuthRecord | null>;
	findByUid(model: string, uid: string): Promise<OAuthRecord | null>;
	/** Notes its first use. */
	consume(model: string, id: string): Promise<void>;
	destroy(model: string, id: string): Promise<void>;
	revokeGrant(model: string, grantId: string): Promise<void>;

	/** One that registers itself waits for `approveClient`. Null `secret`: a public client. */
	addClient(
		client: Pick<OAuthClient, 'id' | 'name' | 'redirectUris' | 'metadata' | 'registeredBy'> & {
			secret: string | null;
		},
	): Promise<void>;
	client(id: string): Promise<OAuthClient | null>;
	clients(): Promise<OAuthClient[]>;
	countUnapproved(): Promise<number>;
	approveClient(id: string): Promise<void>;
	/** With all its codes, tokens and webhooks. TikTok's grants are not touched. */
	removeClient(id: string): Promise<void>;

	/** TikTok's answer for a new account, sealed, until its client exchanges the code. */
	keepPending(id: string, value: unknown, ttlMs: number): Promise<void>;
	pending(id: string): Promise<{ value: unknown } | null>;
	/** It has become this account. */
	settlePending(id: string, accountId: string): Promise<void>;
	/** Tokens name a subject: an account's id, or that of a pending connect. Null while it is no account yet. */
	accountOfSubject(subject: string): Promise<string | null>;

	/** Forgets what has expired, and clients that nobody approved within a week. */
	prune(): Promise<void>;
}
