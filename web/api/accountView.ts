import { z } from 'zod';
import type { Account } from '../../services/store/accounts';
import type { Store } from '../../services/store/store';

/** A connected TikTok account as everyone outside sees it; no token is in here. */
export const accountView = z.object({
	id: z.string(),
	username: z.string().nullable(),
	displayName: z.string(),
	avatarUrl: z.string().nullable(),
	status: z.enum(['connected', 'reconnect', 'disconnected']),
	scopes: z.array(z.string()).describe('What the person allowed'),
	tokenValidUntil: z.iso.datetime().nullable().describe('Refreshed by itself ahead of this'),
	grantValidUntil: z.iso.datetime().nullable().describe('Connect again before this'),
	createdAt: z.iso.datetime(),
	updatedAt: z.iso.datetime(),
});
export type AccountView = z.infer<typeof accountView>;

export async function viewOfAccount(store: Store, account: Account): Promise<AccountView> {
	const grant = await store.grants.facts(account.id);
	return {
		id: account.id,
		username: account.username,
		displayName: account.displayName,
		avatarUrl: account.avatarUrl,
		status: account.status,
		scopes: grant?.scopes ?? [],
		tokenValidUntil: grant?.accessExpiresAt.toISOString() ?? null,
		grantValidUntil: grant?.refreshExpiresAt.toISOString() ?? null,
		createdAt: account.createdAt.toISOString(),
		updatedAt: account.updatedAt.toISOString(),
	};
}

export function viewsOfAccounts(store: Store, accounts: Account[]): Promise<AccountView[]> {
	return Promise.all(accounts.map((account) => viewOfAccount(store, account)));
}
