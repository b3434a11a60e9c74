import { Problem } from '../../lib/errors';
import type { Account, Repost, Store } from '../../services/store/store';
import type { BoundToken, Viewer } from '../webDeps';

/** Throws as if there were no such repost, unless the viewer may see it. */
export function checkOwn(viewer: Viewer | null, { accountId }: Pick<Repost, 'accountId'>): void {
	if (viewer?.bound === null || viewer?.bound.accountId === accountId) return;
	throw new Problem('not_found', 'There is no repost with this id: look at the list.');
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
		`This connection is for ${account.username ?? account.displayName} only: leave the account out, or connect the other one.`,
	);
}

function isName({ id, username, displayName }: Account, name: string): boolean {
	const plain = name.replace(/^@/, '').toLowerCase();
	return name === id || plain === username?.toLowerCase() || name === displayName;
}
