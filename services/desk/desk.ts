import type { ApprovalRequest } from '../../lib/posting/approvalRequest';
import type { RepostRequest } from '../../lib/posting/request';
import type { RepostEdit } from '../../lib/posting/repostEdit';
import type { RepostView } from '../../lib/posting/view';
import type { TikTokNews } from '../../lib/tiktok/webhook';
import type { CreatorInfo } from '../../lib/tiktok/types';
import type { Account } from '../store/accounts';
import type { Repost } from '../store/reposts/reposts';
import type { RequestKey } from '../store/requestKeys';
import type { LaneDesk } from './laneDesk';

/** What the review page shows: TikTok's word of this very moment. */
export interface Review {
	repost: Repost;
	account: Account;
	/** Null when TikTok did not tell; then `stop` says why. */
	creator: CreatorInfo | null;
	/** Why it cannot be posted now, in words; null when it can. */
	stop: string | null;
}

/** Where people's wishes about reposts are taken, by API and pages alike. Throws Problem or TikTokError. */
export interface Desk {
	/**
	 * Stores the repost, then starts it; an earlier one for the same account and video is returned as it is
	 * (`created: false`). While Temporal is away the row waits for `sweep`, and `notice` says so.
	 * @param by who asks, for the record of ownership and consent, e.g. `operator (API)`
	 */
	request(
		request: RepostRequest,
		by: string,
		/** `Idempotency-Key`: the same key gets the same answer for a day. Problem idempotency_mismatch. */
		key?: Pick<RequestKey, 'owner' | 'key'>,
	): Promise<{ repost: Repost; account: Account; created: boolean; notice: string | null }>;
	cancel(id: string): Promise<Repost>;
	/** Changes what is not posted yet, and tells the running workflow. Problem not_editable. */
	edit(id: string, edit: RepostEdit): Promise<Repost>;
	lanes: LaneDesk;
	/** Fresh creator_info, checked against the file that would be sent. */
	review(id: string): Promise<Review>;
	/** Asks TikTok anew, checks everything, notes the approval and wakes the workflow. */
	approve(id: string, approval: ApprovalRequest): Promise<Repost>;
	/**
	 * A new attempt at a failed or cancelled repost; one that waits for a person tries its step again at once. Where the
	 * ledger may have forgotten a post of it, this is the person's word that it is not on TikTok.
	 */
	retry(id: string): Promise<Repost>;
	/** Problem not_found. */
	get(id: string): Promise<{ repost: Repost; account: Account }>;
	/** With the numbers of its post. */
	view(repost: Repost, account: Account): Promise<RepostView>;
	views(reposts: readonly Repost[]): Promise<RepostView[]>;
	/** Reposts that wait for a person look again: the account's after a reconnect, all of them after a restart. */
	wake(accountId?: string): Promise<void>;
	/** What TikTok's webhook says: wakes whoever waits for it, checks the grant; believes nothing. */
	hear(news: TikTokNews): Promise<void>;
	/** Starts what was stored but never started, reminds workflows of wishes they missed, prunes. Call it every few seconds. */
	sweep(): Promise<{ started: number; nudged: number }>;
	/** How far the ledger has come, at once (keepTogether.ts); false while Temporal is away. */
	tellTemporal(): Promise<boolean>;
}
