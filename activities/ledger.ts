import { Problem, type ErrorCode } from '../lib/errors';
import type { Posting } from '../lib/posting/request';
import { isFinal, type RepostState } from '../lib/posting/states';
import { postUrl } from '../lib/tiktok/postUrl';
import type { Repost } from '../services/store/reposts/reposts';
import { asFailure, isRefusedByStore, refusedByStore } from './asFailure';
import type { ActivityServices } from './services';

/** What a workflow needs to know of its ledger row. */
export interface LedgerFacts {
	posting: Posting;
	/** Another attempt has taken over, or the row is final: this workflow has nothing left to do. */
	isOver: boolean;
	cancelRequested: boolean;
	approved: boolean;
	/** The last chunk may have been sent. */
	committed: boolean;
	/** Serial of the current upload row, 0 when there is none. */
	uploadSerial: number;
	/** TikTok gives a link only to public posts; what becomes of a draft is the creator's choice. */
	linkExpected: boolean;
	/** Nothing is posted before this time. Absent in histories from before there was such a time. */
	notBeforeMs?: number | null;
	timing: ActivityServices['timing'];
}

export interface RepostRef {
	repostId: string;
	attempt: number;
}

type Services = Pick<ActivityServices, 'store' | 'timing' | 'engine'>;

/** The ledger as a workflow reads and writes it. Every write is durable and may be repeated. */
export function ledgerActivities({ store, timing, engine }: Services) {
	return {
		async readLedger({ repostId, attempt }: RepostRef): Promise<LedgerFacts> {
			const repost = await rowOf(store, repostId);
			const upload = await store.uploads.get(repostId);
			return {
				posting: repost.posting,
				isOver: repost.attempt !== attempt || isFinal(repost.state),
				cancelRequested: repost.cancelRequestedAt !== null,
				approved: repost.approval !== null,
				committed: repost.committedAt !== null,
				uploadSerial: upload?.serial ?? 0,
				linkExpected:
					repost.posting === 'inbox' ||
					settingsOf(repost).privacy === 'PUBLIC_TO_EVERYONE',
				notBeforeMs: repost.notBefore?.getTime() ?? null,
				timing,
			};
		},

		async enterState({
			repostId,
			attempt,
			state,
			nextStep = null,
			error = null,
		}: RepostRef & {
			state: RepostState;
			nextStep?: string | null;
			error?: { code: string; message: string } | null;
		}): Promise<void> {
			await store.reposts
				.enter(repostId, attempt, state, { nextStep, error })
				.catch((thrown: unknown) => {
					throw isRefusedByStore(thrown) ? asFailure(thrown) : thrown;
				});
			if (isSlotGivenBack(state, error)) await tellLane(repostId);
		},

		/** A cancellation that came from Temporal itself (its web UI or CLI) becomes one in the ledger, if still possible. */
		async requestCancel({ repostId }: RepostRef): Promise<boolean> {
			try {
				await store.reposts.requestCancel(repostId);
				return true;
			} catch (error) {
				if (error instanceof Problem && tooLate.has(error.code)) return false;
				throw error;
			}
		},

		async finishRepost({
			repostId,
			attempt,
			state,
			...facts
		}: RepostRef & {
			state: 'delivered' | 'published' | 'failed' | 'cancelled';
			nextStep?: string;
			postId?: string;
			error?: { code: string; message: string; logId?: string };
		}): Promise<void> {
			const { postId } = facts;
			const url = postId ? await urlOf(store, repostId, postId) : null;
			try {
				await store.reposts.finish(repostId, attempt, state, {
					...facts,
					...(url ? { url } : {}),
				});
			} catch (thrown) {
				if (!isRefusedByStore(thrown)) throw thrown;
				// How it ended must be told, if not in these words.
				const { code, sentence } = refusedByStore;
				const error = state === 'failed' ? { error: { code, message: sentence } } : {};
				await store.reposts.finish(repostId, attempt, state, error);
			}
			await tellLane(repostId);
		},

		/** The post id that TikTok gave some time after `published`. */
		async recordPost({ repostId, postId }: RepostRef & { postId: string }): Promise<void> {
			await store.reposts.savePostId(repostId, postId, await urlOf(store, repostId, postId));
		},
	};

	/** Whoever waits in the account's lane may have its turn now. */
	async function tellLane(repostId: string): Promise<void> {
		const { accountId } = await rowOf(store, repostId);
		if (await store.lanes.isWaitedFor(accountId)) await engine.wakeLane(accountId);
	}
}

function isSlotGivenBack(state: RepostState, error: object | null): boolean {
	return (
		state === 'processing' ||
		state === 'awaitingReview' ||
		error !== null ||
		state === 'needsAttention'
	);
}

/** Why a repost cannot be cancelled any more. */
const tooLate = new Set<ErrorCode>(['not_cancellable', 'posting_uncertain']);

/** The row; a workflow without one is a bug or a restored database. */
export async function rowOf(store: ActivityServices['store'], repostId: string): Promise<Repost> {
	const repost = await store.reposts.get(repostId);
	if (!repost) throw new Error(`The ledger has no repost ${repostId}.`);
	return repost;
}

/** What is to be posted: a reviewer's settings win over the request's. */
export function settingsOf(repost: Repost): Repost['settings'] {
	return repost.approval?.settings ?? repost.settings;
}

async function urlOf(
	store: ActivityServices['store'],
	repostId: string,
	postId: string,
): Promise<string | null> {
	const { accountId } = await rowOf(store, repostId);
	return postUrl((await store.accounts.get(accountId))?.username, postId);
}
