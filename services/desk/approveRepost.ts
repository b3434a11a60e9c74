import { Problem } from '../../lib/errors';
import { approvedSettings, type ApprovalRequest } from '../../lib/posting/approvalRequest';
import { checkCaption } from '../../lib/posting/checkCaption';
import { checkSettings, interactionsFor } from '../../lib/posting/checkSettings';
import type { Account } from '../store/accounts';
import type { Repost } from '../store/reposts/reposts';
import type { Store } from '../store/store';
import type { TikTokAccounts } from '../tiktok/tiktok';
import { tooLong } from './reviewRepost';
import { captionShown } from './viewOfRepost';

interface Deps {
	store: Store;
	tiktok: TikTokAccounts;
	now: () => Date;
}

/** Everything that the page checked is checked again, against TikTok's word of now and the very bytes shown. */
export async function approveRepost(
	{ store, tiktok, now }: Deps,
	{ repost, account }: { repost: Repost; account: Account },
	approval: ApprovalRequest,
): Promise<Repost> {
	if (repost.state !== 'awaitingReview' && repost.state !== 'needsAttention') {
		throw new Problem(
			'not_awaiting_review',
			`This repost is not waiting for a review: it is ${repost.state}.`,
		);
	}
	if (repost.media?.sha256 !== approval.sha256) {
		throw new Problem(
			'preview_changed',
			'The file is not the one that was shown: look at the preview again, then approve.',
		);
	}
	const settings = approvedSettings(repost.settings, approval);
	checkCaption(settings.caption);
	checkSettings('auto', settings);
	const creator = await tiktok.creatorInfo(account.id);
	checkSettings('auto', settings, creator);
	const stop = tooLong(repost, creator);
	if (stop) throw new Problem('media_too_long', stop);
	return store.reposts.approve(repost.id, {
		settings: {
			...settings,
			...interactionsFor(settings, creator),
			caption: settings.caption ?? captionShown(repost) ?? '',
		},
		sha256: approval.sha256,
		at: now().toISOString(),
	});
}
