import type { RepostRef } from '../activities/ledger';
import { linkWithinMs, pollGapMs } from '../lib/posting/pollGap';
import { activitiesFor, readLedger, recordPost } from './activitiesFor';
import { hearTikTok } from './tikTokWord';

/**
 * After "published, link pending": asks until TikTok gives the post id. Nothing here can undo the post. A workflow of its
 * own where the repost's is gone.
 */
export async function followLink(ref: RepostRef): Promise<void> {
	const { linkExpected, timing } = await readLedger(ref);
	if (!linkExpected) return;
	const { fetchStatus } = activitiesFor(timing.heartbeatTimeoutMs);
	const tiktok = hearTikTok();
	const sinceMs = Date.now();
	let seen = 0;
	for (let waitedMs = 0; waitedMs < linkWithinMs; waitedMs = Date.now() - sinceMs) {
		await tiktok.wordSince(seen, pollGapMs(waitedMs, timing.statusPollMs));
		seen = tiktok.words();
		const answer = await fetchStatus(ref).catch(() => null);
		const postId = answer?.status.postIds[0];
		if (postId) return recordPost({ ...ref, postId });
	}
}
