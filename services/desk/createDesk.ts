import { Problem, type ErrorCode } from '../../lib/errors';
import { checkCaption } from '../../lib/posting/checkCaption';
import { saidNotPosted } from '../../lib/posting/mayBePosted';
import type { Log } from '../log';
import type { Media } from '../media/media';
import type { Account } from '../store/accounts';
import type { Repost } from '../store/reposts/reposts';
import type { Store } from '../store/store';
import type { Engine } from '../temporal/engine';
import type { TikTokAccounts } from '../tiktok/tiktok';
import { approveRepost } from './approveRepost';
import type { Desk } from './desk';
import { createHear } from './hear';
import { createLaneDesk } from './laneDesk';
import { checkedStart, requestRepost } from './requestRepost';
import { reviewRepost } from './reviewRepost';
import { createStarter } from './starter';
import { createSweep } from './sweep';
import { readView, readViews } from './viewsOfReposts';

export interface DeskDeps {
	store: Store;
	engine: Engine;
	tiktok: TikTokAccounts;
	media: Media;
	log: Log;
	now?: () => Date;
	/** Age from which the sweep starts a row that nobody started; default 5 s. */
	startGraceMs?: number;
}

/** The one place where people's wishes about reposts become ledger rows and signals. */
export function createDesk({ now = () => new Date(), ...deps }: DeskDeps): Desk {
	const { store } = deps;
	const starter = createStarter(deps);
	const lanes = createLaneDesk(deps);

	async function get(id: string): Promise<{ repost: Repost; account: Account }> {
		const repost = await store.reposts.get(id);
		if (!repost) {
			throw new Problem('not_found', 'There is no repost with this id: look at the list.');
		}
		const account = await store.accounts.get(repost.accountId);
		if (!account) throw new Error(`Repost ${id} has no account.`);
		return { repost, account };
	}

	return {
		get,
		lanes,
		view: (repost, account) => readView(store, repost, account),
		views: (reposts) => readViews(store, reposts),
		hear: createHear(deps),
		...createSweep(deps, starter, now, deps.startGraceMs),
		request: (request, by, key) => requestRepost({ ...deps, starter, now }, request, by, key),
		review: async (id) => reviewRepost(deps.tiktok, await get(id)),

		async approve(id, approval) {
			const approved = await approveRepost({ ...deps, now }, await get(id), approval);
			await starter.nudge(approved);
			return approved;
		},

		async cancel(id) {
			await get(id);
			const cancelled = await store.reposts.requestCancel(id);
			await starter.nudge(cancelled);
			return cancelled;
		},

		async edit(id, { caption, notBefore, priority }) {
			await get(id);
			checkCaption(caption);
			const start = notBefore == null ? notBefore : checkedStart(notBefore, now());
			const edit = { caption, notBefore: start, priority };
			const edited = await store.reposts.edit(id, edit);
			await starter.nudge(edited);
			await lanes.tell(edited.accountId);
			return lanes.foreseen(edited);
		},

		async wake(accountId) {
			if (accountId !== undefined) await store.readbacks.lookAgain(accountId);
			for (const repost of await store.reposts.open(accountId)) {
				if (repost.state === 'needsAttention') await starter.nudge(repost);
			}
		},

		async retry(id) {
			const { repost } = await get(id);
			// Both have told the person to look at TikTok first.
			if (repost.error && forgetful.has(repost.error.code)) {
				await store.reposts.note(id, saidNotPosted, { attempt: repost.attempt });
			}
			if (repost.state === 'needsAttention') {
				await starter.nudge(repost);
				return repost;
			}
			const again = await store.reposts.retry(id);
			await starter.start(again);
			return again;
		},
	};
}

/** Of reposts that the ledger may have forgotten a post of. */
const forgetful: ReadonlySet<string> = new Set<ErrorCode>(['maybe_posted', 'ledger_restored']);
