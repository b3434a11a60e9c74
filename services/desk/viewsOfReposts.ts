import type { RepostView } from '../../lib/posting/view';
import type { Account } from '../store/accounts';
import type { Repost } from '../store/reposts/reposts';
import type { Store } from '../store/store';
import { viewOfRepost } from './viewOfRepost';

/** The public form of a ledger row, with the numbers of its post. */
export async function readView(
	store: Pick<Store, 'readbacks'>,
	repost: Repost,
	account: Account,
): Promise<RepostView> {
	const readbacks = await store.readbacks.of(repost.postId === null ? [] : [repost.id]);
	return viewOfRepost(repost, account, readbacks.get(repost.id) ?? null);
}

/** Of many, with as few questions to the store as of one. */
export async function readViews(
	store: Pick<Store, 'accounts' | 'readbacks'>,
	reposts: readonly Repost[],
): Promise<RepostView[]> {
	const accounts = new Map(
		(await store.accounts.list()).map((account): [string, Account] => [account.id, account]),
	);
	const posted = reposts.filter(({ postId }) => postId !== null);
	const readbacks = await store.readbacks.of(posted.map(({ id }) => id));
	return reposts.flatMap((repost) => {
		const account = accounts.get(repost.accountId);
		return account ? [viewOfRepost(repost, account, readbacks.get(repost.id) ?? null)] : [];
	});
}
