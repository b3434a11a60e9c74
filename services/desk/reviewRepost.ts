import { Problem } from '../../lib/errors';
import type { CreatorInfo } from '../../lib/tiktok/types';
import type { Account } from '../store/accounts';
import type { Repost } from '../store/reposts/reposts';
import type { TikTokAccounts } from '../tiktok/tiktok';
import { TikTokError } from '../tiktok/tikTokError';
import type { Review } from './desk';

/** TikTok's rule for a post screen: creator_info fresh at every render, and a stop when the creator cannot post now. */
export async function reviewRepost(
	tiktok: TikTokAccounts,
	found: { repost: Repost; account: Account },
): Promise<Review> {
	try {
		const creator = await tiktok.creatorInfo(found.account.id);
		return { ...found, creator, stop: tooLong(found.repost, creator) };
	} catch (error) {
		if (!(error instanceof TikTokError) && !(error instanceof Problem)) throw error;
		return { ...found, creator: null, stop: error.message };
	}
}

/** The sentence when the file is longer than TikTok allows this creator; null when it fits. */
export function tooLong({ media }: Repost, creator: CreatorInfo): string | null {
	const allowedSec = creator.maxVideoPostDurationSec;
	if (!media || media.durationSec <= allowedSec) return null;
	const lengthSec = Math.ceil(media.durationSec);
	return `The video is ${lengthSec} s long; TikTok lets ${creator.nickname} post up to ${allowedSec} s.`;
}
