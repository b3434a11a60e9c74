import { closureKinds } from '../lib/posting/lane/closureKinds';
import type { Repost } from '../services/store/reposts/reposts';
import { isTikTokError } from './asFailure';
import type { ActivityServices } from './services';

/**
 * Runs what posts: when TikTok says that it takes no more for a while, the lane is closed, so that the others of the
 * account (or of the app) wait instead of asking one by one; when it takes one, the lane is open again.
 * @param isPosting false for a question, whose answer opens nothing
 */
export async function closingLane<T>(
	{ store, engine }: Pick<ActivityServices, 'store' | 'engine'>,
	{ id, accountId, posting }: Repost,
	post: () => Promise<T>,
	isPosting = true,
): Promise<T> {
	try {
		const posted = await post();
		if (!isPosting) return posted;
		const wasClosed = await store.lanes.reopen(
			accountId,
			posting === 'inbox' ? 'inbox' : 'direct',
		);
		// A word that gets lost is made up for: the lane looks by itself.
		if (wasClosed) await engine.wakeLane(accountId).catch(() => undefined);
		return posted;
	} catch (error) {
		if (isTikTokError(error) && error.meaning.remedy.do === 'closeLane') {
			const { code, sentence, remedy } = error.meaning;
			const of = closureKinds.get(code);
			if (of) {
				const scope = remedy.scope === 'app' ? null : accountId;
				const closure = { code, of, sentence, repostId: id, forMs: remedy.delayMs };
				await store.lanes.close(scope, closure);
			}
		}
		throw error;
	}
}
