import { sleep } from '@temporalio/workflow';
import type { LedgerFacts, RepostRef } from '../activities/ledger';
import type { Slot } from '../lib/posting/lane/laneFacts';
import type { RepostState } from '../lib/posting/states';
import { activitiesFor, enterState, readLedger } from './activitiesFor';
import { laneTurn } from './laneTurn';
import type { LedgerWatch } from './ledgerWatch';
import { troubleOf } from './troubleOf';

/** Someone who waits for a person is looked at again this often, in case nobody told us that all is well. */
const lookAgainMs = 6 * 3_600_000;

/** What is to pass by itself (a premiere, a limit) has this long to do so. */
const longestWaitMs = 7 * 24 * 3_600_000;

export type Steps = ReturnType<typeof stepsFor>;

/** The activities of a repost, and how to wait for what stands in their way. */
export function stepsFor(ref: RepostRef, facts: LedgerFacts, ledger: LedgerWatch) {
	const { timing, notBeforeMs } = facts;
	const lane = laneTurn(ref, ledger);
	const activities = activitiesFor(timing.heartbeatTimeoutMs);
	return { activities, lane, step, approval, notBefore };

	/**
	 * Runs a step until it succeeds or fails for good; waits, visibly, for time to pass or for a person to act.
	 * After a wait it enters `state`, unless the step's activity does so itself. It runs only while the repost has `slot`.
	 */
	async function step<T>(run: () => Promise<T>, state?: RepostState, slot?: Slot): Promise<T> {
		let sinceMs: number | null = null;
		for (;;) {
			if (slot) await lane.have(slot);
			sinceMs ??= Date.now();
			const seen = ledger.changes();
			try {
				return await run();
			} catch (error) {
				const { then, sentence, code, waitMs = lookAgainMs } = troubleOf(error);
				const isTooLate =
					then === 'wait' &&
					code !== 'media_limit' &&
					Date.now() - sinceMs > longestWaitMs;
				if (then === 'fail' || isTooLate) throw error;
				await enterState({
					...ref,
					state: then === 'person' ? 'needsAttention' : 'queued',
					nextStep: then === 'person' ? sentence : `${sentence} ${goesOnAt(waitMs)}`,
					error: { code, message: sentence },
				});
				lane.lost();
				await ledger.changeSince(seen, waitMs);
				if (state) await enterState({ ...ref, state });
			}
		}
	}

	/**
	 * Waits, visibly, for the time before which nothing is to be posted: for reposts that began before there were lanes,
	 * which do it now.
	 */
	async function notBefore(): Promise<void> {
		if (lane.isUsed || !notBeforeMs || notBeforeMs <= Date.now()) return;
		const at = new Date(notBeforeMs).toISOString().slice(0, 16).replace('T', ' ');
		await enterState({ ...ref, state: 'queued', nextStep: `It starts at ${at} UTC.` });
		await sleep(notBeforeMs - Date.now());
	}

	/** Waits until a person has approved; past the review's time it says so, and goes on waiting. */
	async function approval(): Promise<void> {
		await enterState({
			...ref,
			state: 'awaitingReview',
			nextStep: 'Look at the preview and approve it, or cancel.',
		});
		lane.lost();
		const expiresAtMs = Date.now() + timing.reviewMs;
		let isExpired = false;
		for (;;) {
			const seen = ledger.changes();
			if ((await readLedger(ref)).approved) return;
			if (!isExpired && Date.now() >= expiresAtMs) {
				isExpired = true;
				await enterState({
					...ref,
					state: 'needsAttention',
					nextStep: 'Nobody has reviewed this yet. Approve it, or cancel.',
					error: {
						code: 'review_expired',
						message: 'The review has waited for too long.',
					},
				});
			}
			const leftMs = isExpired ? lookAgainMs : expiresAtMs - Date.now();
			await ledger.changeSince(seen, Math.max(1, Math.min(lookAgainMs, leftMs)));
		}
	}
}

function goesOnAt(waitMs: number): string {
	const at = new Date(Date.now() + waitMs).toISOString().slice(0, 16).replace('T', ' ');
	return `14ms goes on by itself at ${at} UTC.`;
}
