import { accountName } from '../../lib/accountName';
import { Problem } from '../../lib/errors';
import type { Account } from '../../services/store/accounts';
import type { Store } from '../../services/store/store';
import type { BoundToken, Viewer } from '../webDeps';

/** Throws as if there were no such thing, unless the viewer may see it. */
export function checkOwn(
	viewer: Viewer | null,
	{ accountId }: { accountId: string },
	what: 'repost' | 'sync' = 'repost',
): void {
	if (viewer?.bound === null || viewer?.bound.accountId === accountId) return;
	throw new Problem('not_found', `There is no ${what} with this id: look at the list.`);
}

/** The account that a bound token means by this name (or by none): its own, or Problem unknown_account. */
export async function ownAccount(
	store: Store,
	{ accountId }: BoundToken,
	name?: string,
): Promise<Account> {
	const account = await store.accounts.get(accountId);
	if (!account) throw new Error(`A token is bound to account ${accountId}, which is not there.`);
	if (name === undefined || isName(account, name)) return account;
	throw new Problem(
		'unknown_account',
		`This connection is for ${accountName(account)} only: leave the account out, or connect the other one.`,
	);
}

/** Whose things a list holds: those of a bound token's account, or of the one that was named. */
export async function accountFilter(
	store: Store,
	viewer: Viewer | null,
	name: string | undefined,
): Promise<{ accountId?: string }> {
	if (viewer?.bound) return { accountId: (await ownAccount(store, viewer.bound, name)).id };
	return name ? { accountId: (await store.accounts.find(name)).id } : {};
}

/** Which account something is asked for. Only holders of a bound token may leave it out. */
export async function accountAsked(
	store: Store,
	viewer: Viewer | null,
	name: string | undefined,
): Promise<string> {
	if (viewer?.bound) return (await ownAccount(store, viewer.bound, name)).id;
	if (name !== undefined) return name;
	throw new Problem('account_required', '`account` is missing.');
}

/** What the ledger keeps of who asks. */
export function nameOf(viewer: Viewer | null): string {
	if (viewer) return viewer.by;
	throw new Error('Something was asked for without sign-in.');
}

function isName({ id, username, displayName }: Account, name: string): boolean {
	const plain = name.replace(/^@/, '').toLowerCase();
	return name === id || plain === username?.toLowerCase() || name === displayName;
}
