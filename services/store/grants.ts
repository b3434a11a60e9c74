import type { InferSelectModel } from 'drizzle-orm';
import type { grants } from './schema';

export type GrantRow = InferSelectModel<typeof grants>;

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
