import type { InferSelectModel } from 'drizzle-orm';
import type { Grant } from './grants';
import type { accounts } from './schema';

export type Account = InferSelectModel<typeof accounts>;

export interface TikTokPerson {
	clientKey: string;
	openId: string;
	unionId: string | null;
	username: string | null;
	displayName: string;
	avatarUrl: string | null;
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
	/** `version`: only while the account has this version of its grant. False when nothing was changed. */
	setStatus(id: string, status: Account['status'], version?: number): Promise<boolean>;
	rename(id: string, names: { username?: string; displayName?: string }): Promise<void>;
}
