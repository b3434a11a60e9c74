import { CancellationScope, patched } from '@temporalio/workflow';
import type { LedgerFacts, RepostRef } from '../activities/ledger';
import { finishRepost, readLedger, removeMedia } from './activitiesFor';
import { followLink } from './followLink';
import { watchLedger, type LedgerWatch } from './ledgerWatch';
import { outcomeOnly, postVideo, type PostEnd } from './postVideo';
import { stepsFor, type Steps } from './steps';
import { troubleOf } from './troubleOf';

/**
 * One attempt at one repost: a Short goes from YouTube to TikTok. The ledger row says what is wanted and is told every
 * state; the workflow itself carries nothing but the id and the attempt. Its result is for a ledger that was put back
 * from a backup and does not know the end; null when another attempt had taken over.
 */
export async function repostShort(ref: RepostRef): Promise<RepostEnd | null> {
	// Nothing here may be cut short by a cancellation but what `cancellable` runs.
	const facts = await CancellationScope.nonCancellable(() => readLedger(ref));
	if (facts.isOver) return null;
	const ledger = watchLedger(ref);

	const posted = await ledger.cancellable(() => repost(ref, facts, ledger));
	const end = posted ?? ({ state: 'cancelled' } as const);

	await CancellationScope.nonCancellable(async () => {
		// Before the final state, after which a person may retry and download anew.
		await removeMedia(ref).catch(() => undefined);
		await finishRepost({ ...ref, ...end });
	});
	if (end.state === 'published' && !end.postId) await followLink(ref);
	return end;
}

type RepostEnd =
	| PostEnd
	| { state: 'cancelled' }
	| { state: 'failed'; error: { code: string; message: string; logId?: string } };

async function repost(ref: RepostRef, facts: LedgerFacts, ledger: LedgerWatch): Promise<RepostEnd> {
	const steps = stepsFor(ref, facts, ledger);
	try {
		const known = facts.committed ? await outcomeOnly(ref, facts, steps) : null;
		if (known) return known;
		const mayLook = await steps.lane.mayLook();
		await steps.step(
			() => steps.activities.resolveShort(ref),
			undefined,
			mayLook ? undefined : 'work',
		);
		// A review needs the file; everyone else's disk is spared until it is time.
		const isReviewed = facts.posting === 'review';
		if (!isReviewed) await steps.notBefore();
		await fetchVideo(ref, steps);
		if (isReviewed) {
			await steps.approval();
			await steps.notBefore();
		}
		return await postKeptVideo(ref, facts, steps);
	} catch (error) {
		const { code, sentence, logId } = troubleOf(error);
		return { state: 'failed', error: { code, message: sentence, logId } };
	}
}

/** A prepared file that has vanished is fetched anew, as long as nothing can have been posted. */
async function postKeptVideo(ref: RepostRef, facts: LedgerFacts, steps: Steps): Promise<PostEnd> {
	for (let fetches = 1, present = facts; ; fetches++) {
		try {
			return await postVideo(ref, present, steps);
		} catch (error) {
			const isGone = troubleOf(error).code === 'media_missing' && patched('fetchAgain');
			if (!isGone || fetches === mostDownloads) throw error;
			present = await readLedger(ref);
			if (present.committed) throw error;
			await fetchVideo(ref, steps);
		}
	}
}

/** A download that turns out cut off or damaged is thrown away and made anew, a few times. */
async function fetchVideo(ref: RepostRef, { step, activities }: Steps): Promise<void> {
	for (let downloads = 1; ; downloads++) {
		const fileName = await step(() => activities.downloadShort(ref), undefined, 'work');
		try {
			await step(() => activities.prepareVideo({ ...ref, fileName }), undefined, 'work');
			return;
		} catch (error) {
			if (!brokenDownload.has(troubleOf(error).code) || downloads === mostDownloads)
				throw error;
		}
	}
}

const mostDownloads = 3;
const brokenDownload = new Set(['media_truncated', 'media_empty', 'media_missing']);
