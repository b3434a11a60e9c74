import { ApplicationFailure, CancelledFailure, Context } from '@temporalio/activity';
import { catalogue, Problem, type ErrorCode } from '../lib/errors';
import type { Remedy } from '../lib/tiktok/errorTable';
import { reviewTroubles } from '../lib/posting/reviewTroubles';
import { limitWindowMs } from '../lib/tiktok/limits';
import type { Trouble } from '../lib/posting/trouble';
import type { TikTokError } from '../services/tiktok/tikTokError';

/** Waits up to this long are Temporal's own retries; longer ones go back to the workflow, which shows them. */
const longestSilentWaitMs = limitWindowMs;

/** Where many share a limit, others may be first as often as a step is tried: that is no reason to fail. */
const othersFirstMs = limitWindowMs;

/** Runs an activity's work and turns what it throws into what Temporal and the workflow understand. */
export async function speakingTemporal<T>(work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		// Whatever an aborted request threw, the reason is the cancellation.
		if (Context.current().cancellationSignal.aborted) throw new CancelledFailure('cancelled');
		throw asFailure(error);
	}
}

/** Of values that the store will never take, however often it is asked. */
export function isRefusedByStore(error: unknown): boolean {
	return (
		error instanceof Error &&
		error.name === 'StoreError' &&
		'code' in error &&
		typeof error.code === 'string' &&
		error.code.startsWith('22')
	);
}

export const refusedByStore = {
	code: 'internal',
	sentence:
		'The store does not take a text or a date that was to be kept: look at the log of the worker, and report it.',
} as const;

export function asFailure(error: unknown): unknown {
	if (isRefusedByStore(error)) return failureFor(refusedByStore, { do: 'fail' });
	if (isTikTokError(error)) {
		const { meaning, facts, message } = error;
		const logId = facts.logId ?? undefined;
		return failureFor({ code: meaning.code, sentence: message, logId }, meaning.remedy);
	}
	if (error instanceof Problem) {
		return failureFor({ code: error.code, sentence: error.message }, remedyOf(error));
	}
	return error;
}

function remedyOf({ code, extra }: Problem): Remedy {
	if (disk.has(code)) return { do: 'needsPerson', againMs: diskAgainMs };
	if (extra.retryAfterMs !== undefined) return { do: 'retryAfter', delayMs: extra.retryAfterMs };
	if (catalogue[code].exitCode === 3 || approveAgain.has(code)) return { do: 'needsPerson' };
	return passing.has(code) ? { do: 'retry' } : { do: 'fail' };
}

/** What a person chose no longer fits: another choice, or another setting at TikTok, lets it go on. */
const approveAgain = new Set<ErrorCode>(reviewTroubles);

/** Once there is room, it goes on by itself. */
const disk = new Set<ErrorCode>(['disk_full', 'data_dir_unusable']);
const diskAgainMs = 10 * 60_000;

/** Problems that go away by themselves. */
const passing = new Set<ErrorCode>([
	'store_unavailable',
	'temporal_unavailable',
	'youtube_try_later',
	'youtube_unreachable',
	'youtube_not_ready',
	'youtube_blocked',
	'youtube_failed',
	'tiktok_unreachable',
	'tiktok_unavailable',
	'tiktok_answer_unreadable',
]);

/** Expected: told to the person in the ledger, no alarm in the worker's log. */
const category = 'BENIGN';

function failureFor(what: Omit<Trouble, 'then'>, remedy: Remedy): ApplicationFailure {
	const thrown = (then: Trouble['then'], waitMs?: number): ApplicationFailure =>
		ApplicationFailure.create({
			message: what.sentence,
			type: what.code,
			nonRetryable: true,
			details: [{ ...what, then, waitMs } satisfies Trouble],
			category,
		});
	const passingFailure = (
		nextRetryDelay?: number,
		inTheEnd: Pick<Trouble, 'then' | 'waitMs'> = { then: 'fail' },
	): ApplicationFailure =>
		ApplicationFailure.create({
			message: what.sentence,
			type: what.code,
			nextRetryDelay,
			details: [{ ...what, ...inTheEnd } satisfies Trouble],
			category,
		});
	switch (remedy.do) {
		case 'retry':
			return passingFailure();
		case 'retryAfter':
			if (remedy.delayMs > longestSilentWaitMs) return thrown('wait', remedy.delayMs);
			return what.code === 'tiktok_rate_limited'
				? passingFailure(remedy.delayMs, { then: 'wait', waitMs: othersFirstMs })
				: passingFailure(remedy.delayMs);
		case 'closeLane':
			return thrown('wait', remedy.delayMs);
		case 'refreshToken':
			return thrown('person');
		case 'needsPerson':
			return thrown('person', remedy.againMs);
		case 'fail':
			return thrown('fail');
	}
}

export function isPlanRefusal(error: unknown): boolean {
	return isTikTokError(error) && error.meaning.code === 'tiktok_chunk_plan_refused';
}

/** By name: activities may import services' types only. */
export function isTikTokError(error: unknown): error is TikTokError {
	return error instanceof Error && error.name === 'TikTokError';
}
