import type { LedgerFacts, RepostRef } from '../activities/ledger';
import { finishRepost, readLedger, removeMedia } from './activitiesFor';
import { followLink } from './followLink';
import { watchLedger, type LedgerWatch } from './ledgerWatch';
import { postVideo, type PostEnd } from './postVideo';
import { stepsFor } from './steps';
import { troubleOf } from './troubleOf';

/**
 * One attempt at one repost: a Short goes from YouTube to TikTok. The ledger row says what is wanted and is told every
 * state; the workflow itself carries nothing but the id and the attempt.
 */
export async function repostShort(ref: RepostRef): Promise<void> {
	const facts = await readLedger(ref);
	if (facts.isOver) return;
	const ledger = watchLedger(ref);

	const end = await ledger.cancellable(() => repost(ref, facts, ledger));

	// Before the final state, after which a person may retry and download anew.
	await removeMedia(ref).catch(() => undefined);
	await finishRepost({ ...ref, ...(end ?? { state: 'cancelled' }) });
	if (end?.state === 'published' && !end.postId) await followLink(ref, facts);
}

type RepostEnd =
	PostEnd | { state: 'failed'; error: { code: string; message: string; logId?: string } };

async function repost(ref: RepostRef, facts: LedgerFacts, ledger: LedgerWatch): Promise<RepostEnd> {
	const steps = stepsFor(ref, facts, ledger);
	const { step, activities } = steps;
	try {
		await step(() => activities.resolveShort(ref));
		const fileName = await step(() => activities.downloadShort(ref));
		await step(() => activities.prepareVideo({ ...ref, fileName }));
		if (facts.posting === 'review') await steps.approval();
		return await postVideo(ref, facts, steps);
	} catch (error) {
		const { code, sentence, logId } = troubleOf(error);
		return { state: 'failed', error: { code, message: sentence, logId } };
	}
}
