import { Context } from '@temporalio/activity';
import { gapsAfterTrouble } from '../lib/readback/readbackTrouble';
import { nextReadInMs, readForMs, usualFirstGapMs } from '../lib/readback/nextRead';
import { shareLink } from '../lib/tiktok/postUrl';
import { mostIdsAtOnce } from '../lib/tiktok/limits';
import type { PostCounts } from '../lib/tiktok/types';
import type { DueReadback } from '../services/store/readback/readbacks';
import { speakingTemporal } from './asFailure';
import { heartbeating } from './heartbeating';
import { readbackTroubleOf } from './readbackTroubleOf';
import type { ActivityServices } from './services';

type Services = Pick<ActivityServices, 'store' | 'accounts' | 'sourceNumbers' | 'timing' | 'log'>;

const accountsAtOnce = 50;
/** Of one account in one run; the rest has its turn at the next. */
const batchesAtOnce = 5;

/** Reading how posts do. All of it may be repeated; what was not saved is read again. */
export function readbackActivities(services: Services) {
	const { store, accounts, sourceNumbers, timing, log } = services;
	const firstGapMs = (): number => timing.readbackGapMs ?? usualFirstGapMs;

	return {
		/** One page of the accounts whose posts are due. The first page of a run also tidies up. */
		async accountsToRead({
			after,
		}: {
			after: string;
		}): Promise<{ accountIds: string[]; isLast: boolean }> {
			if (after === '') await store.readbacks.tidy(readForMs(firstGapMs()));
			const page = { after, limit: accountsAtOnce };
			const accountIds = await store.readbacks.dueAccounts(page);
			return { accountIds, isLast: accountIds.length < accountsAtOnce };
		},

		/** Reads what is due of one account; resolves to how many posts that were. */
		async readPosts({ accountId }: { accountId: string }): Promise<number> {
			return speakingTemporal(() =>
				heartbeating(async () => {
					let read = 0;
					for (let batch = 0; batch < batchesAtOnce; batch++) {
						const due = await store.readbacks.due(accountId, mostIdsAtOnce);
						if (due.length === 0 || !(await readBatch(accountId, due))) break;
						read += due.length;
						if (due.length < mostIdsAtOnce) break;
					}
					return read;
				}),
			);
		},
	};

	/** False when TikTok could not be asked. */
	async function readBatch(accountId: string, due: DueReadback[]): Promise<boolean> {
		const told = await askTikTok(accountId, due);
		if (!told) return false;
		const source = await sourceNumbers(videoIdsOf(due), Context.current().cancellationSignal);
		await store.readbacks.save(
			due.map(({ repostId, postId, videoId, ageMs }) => ({
				repostId,
				counts: told.get(postId) ?? null,
				source: source.get(videoId) ?? null,
				nextInMs: nextReadInMs(ageMs, firstGapMs()),
			})),
		);
		await keepLinks(due, told);
		return true;
	}

	async function askTikTok(
		accountId: string,
		due: DueReadback[],
	): Promise<Map<string, PostCounts> | null> {
		try {
			const postIds = due.map(({ postId }) => postId);
			const told = await accounts.queryVideos(accountId, postIds);
			return new Map(told.map((counts) => [counts.postId, counts]));
		} catch (error) {
			const trouble = readbackTroubleOf(error);
			if (!trouble) throw error;
			log.warn({ accountId, trouble }, 'TikTok told no numbers of posts');
			const forMs = gapsAfterTrouble(trouble) * firstGapMs();
			await store.readbacks.postpone(accountId, trouble, forMs);
			return null;
		}
	}

	/** Where the username is not known, so that no link could be built, TikTok tells it here. */
	async function keepLinks(due: DueReadback[], told: Map<string, PostCounts>): Promise<void> {
		for (const { repostId, postId, lacksUrl } of due) {
			const url = lacksUrl ? shareLink(told.get(postId)?.shareUrl ?? null) : null;
			if (url) await store.reposts.savePostId(repostId, postId, url);
		}
	}
}

/** First those that nobody has told of yet: only a few may get their turn. */
function videoIdsOf(due: DueReadback[]): string[] {
	const inOrder = due.toSorted((a, b) => Number(a.hasSource) - Number(b.hasSource));
	return [...new Set(inOrder.map(({ videoId }) => videoId))];
}
