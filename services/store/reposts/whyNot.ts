import { Problem } from '../../../lib/errors';
import { isFinal } from '../../../lib/posting/states';
import type { Repost } from './reposts';

export function whyNotApprovable({ state, cancelRequestedAt }: Repost): Problem {
	if (cancelRequestedAt !== null && !isFinal(state)) {
		return new Problem('not_awaiting_review', 'This repost is being cancelled.');
	}
	return new Problem(
		'not_awaiting_review',
		`This repost is not waiting for a review: it is ${words[state]}.`,
	);
}

/** Null when a cancel was noted before. */
export function whyNotCancellable({ state, committedAt }: Repost): Problem | null {
	if (isFinal(state)) {
		return new Problem('not_cancellable', `This repost is over: it is ${words[state]}.`);
	}
	if (committedAt === null) return null;
	return new Problem(
		'posting_uncertain',
		'The last part of the video may have reached TikTok, so it may be posted already: wait for TikTok’s answer, then delete the post in TikTok if you do not want it.',
	);
}

/** @param newer the id of the repost that it was asked for again with since */
export function whyNotRetryable(
	{ state, committedAt, nextStep }: Repost,
	newer: string | null = null,
): Problem {
	if (newer !== null) {
		return new Problem(
			'not_retryable',
			`This Short was asked for again since: see ${newer}, and retry that one if it is over without a post.`,
		);
	}
	if (state === 'published' || state === 'delivered') {
		return new Problem(
			'not_retryable',
			`This repost is ${words[state]}: to post the video once more, ask for it again with \`again: true\`.`,
		);
	}
	if (!isFinal(state)) {
		return new Problem(
			'not_retryable',
			state === 'needsAttention'
				? `This repost goes on by itself once you have acted${nextStep ? `: ${nextStep}` : '.'}`
				: `This repost is still running: it is ${words[state]}. ${committedAt ? 'Wait for TikTok’s answer.' : 'Wait, or cancel it first.'}`,
		);
	}
	if (committedAt === null) {
		return new Problem('not_retryable', 'This repost has just been retried.');
	}
	return new Problem(
		'posting_uncertain',
		'TikTok never said what became of this post, so a retry could post it twice: look at your TikTok profile and inbox; if it is not there, ask for it again with `again: true`.',
	);
}

const words: Record<Repost['state'], string> = {
	resolving: 'being looked up on YouTube',
	downloading: 'being downloaded',
	preparing: 'being prepared',
	awaitingReview: 'waiting for a review',
	queued: 'waiting for its turn',
	uploading: 'being uploaded',
	processing: 'being processed by TikTok',
	needsAttention: 'waiting for you',
	delivered: 'delivered to the TikTok inbox',
	published: 'published',
	failed: 'failed',
	cancelled: 'cancelled',
};
