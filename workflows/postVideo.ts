import { ApplicationFailure, CancelledFailure, patched, sleep } from '@temporalio/workflow';
import type { LedgerFacts, RepostRef } from '../activities/ledger';
import type { TransferEnd } from '../activities/transferVideo';
import { giveUpAfterMs, pollGapMs, tellAfterMs } from '../lib/posting/pollGap';
import type { Trouble } from '../lib/posting/trouble';
import { fileGone, verdictOn, type Verdict } from '../lib/posting/verdict';
import { allowNewInit, enterState, readLedger } from './activitiesFor';
import type { Steps } from './steps';
import { hearTikTok } from './tikTokWord';
import { troubleOf } from './troubleOf';

export type PostEnd =
	| { state: 'delivered'; nextStep: string }
	| { state: 'published'; nextStep?: string; postId?: string };

type Decision = Exclude<Verdict, { do: 'resend' } | { do: 'poll' } | { do: 'giveUp' }>;

/** TikTok may fail this often at processing the same video before we believe it. */
const mostUploads = 3;
/** A person's change may come between an init and its record this often. */
const mostUnrecorded = 5;
/** 30 seconds with the default setting: TikTok takes six inits a minute. */
const pollsBeforeNewInit = 15;

/**
 * Init, transfer, outcome. The transfer's last chunk is the point of no return: from there on only TikTok's word, or
 * proof that its upload URL is dead with bytes missing, leads to another init.
 */
export async function postVideo(
	ref: RepostRef,
	facts: LedgerFacts,
	steps: Steps,
): Promise<PostEnd> {
	let serial = facts.uploadSerial;
	let unrecorded = 0;
	for (let uploads = 1; ; uploads++) {
		await enterState({ ...ref, state: 'queued' });
		const afterSerial = serial;
		serial = await steps.step(
			() => steps.activities.initUpload({ ...ref, afterSerial }),
			'queued',
			'post',
		);
		// A person has changed the repost since: what was opened is left alone, and it waits for its turn anew.
		if (serial === afterSerial) {
			uploads--;
			if (++unrecorded > mostUnrecorded && patched('boundedInits')) throw failing(notKept);
			steps.lane.lost();
			continue;
		}
		const decision = await untilDecided(ref, serial, facts, steps);
		if (decision.do === 'deliver') return { state: 'delivered', nextStep: openTheInbox };
		if (decision.do === 'publish') return published(ref, decision.postId);

		await allowNewInit({ ...ref, serial });
		steps.lane.lost();
		if (decision.do === 'fail' || uploads === mostUploads) throw failing(decision);
		await sleep(pollsBeforeNewInit * facts.timing.statusPollMs);
	}
}

/**
 * For a run that takes over after the point of no return (its predecessor's workflow is gone): only asks. Null when TikTok
 * is certain that nothing was posted, so that the whole job may be done anew.
 */
export async function outcomeOnly(
	ref: RepostRef,
	facts: LedgerFacts,
	steps: Steps,
): Promise<PostEnd | null> {
	const decision = await untilDecided(ref, facts.uploadSerial, facts, steps, true);
	if (decision.do === 'deliver') return { state: 'delivered', nextStep: openTheInbox };
	if (decision.do === 'publish') return published(ref, decision.postId);
	await allowNewInit({ ...ref, serial: facts.uploadSerial });
	if (decision.do === 'fail') throw failing(decision);
	return null;
}

/** Sends unless that `isSent`, then asks TikTok until it is certain what became of this upload. */
async function untilDecided(
	ref: RepostRef,
	serial: number,
	{ timing }: LedgerFacts,
	steps: Steps,
	isSent = false,
): Promise<Decision> {
	let deadAtMs: number | null = null;
	const file = { isGone: false, isMissed: false };
	const transfer = async (): Promise<Decision | null> => {
		const end = await transferOnce(ref, serial, steps);
		file.isGone = end?.end === 'fileGone';
		if (end?.end === 'dead') {
			deadAtMs = end.atMs;
			if (!end.committed) return urlDead;
		}
		return null;
	};

	const early = isSent ? null : await transfer();
	if (early) return early;
	await enterState({ ...ref, state: 'processing' });

	const tiktok = hearTikTok();
	const sinceMs = Date.now();
	for (let isTold = false; ;) {
		const seen = tiktok.words();
		const answer = await steps
			.step(() => steps.activities.fetchStatus({ ...ref, serial }), 'processing')
			.catch(unlessForgotten);
		const verdict: Verdict = answer
			? verdictOn(
					answer.status,
					{ ...answer.upload, deadAtMs, isFileGone: file.isGone },
					Date.now(),
				)
			: { do: 'poll' };
		if (verdict.do === 'giveUp') throw failing(verdict);
		if (verdict.do !== 'poll' && verdict.do !== 'resend') return verdict;
		const isMissed = file.isGone && (file.isMissed || verdict.do === 'resend');
		if (isMissed !== file.isMissed) await tellOfFile(ref, isMissed);
		file.isMissed = isMissed;

		const waitedMs = Date.now() - sinceMs;
		if (waitedMs > giveUpAfterMs) throw failing(neverSaid);
		if (!isTold && !file.isMissed && waitedMs > (timing.uncertainAfterMs ?? tellAfterMs)) {
			isTold = true;
			await tellOfDoubt(ref, steps);
		}
		await tiktok.wordSince(seen, pollGapMs(waitedMs, timing.statusPollMs));
		if (verdict.do === 'resend') {
			const dead = await transfer();
			if (dead) return dead;
		}
	}
}

async function tellOfFile(ref: RepostRef, isGone: boolean): Promise<void> {
	if (!isGone) return enterState({ ...ref, state: 'processing' });
	const { code, sentence: message } = fileGone;
	await enterState({
		...ref,
		state: 'needsAttention',
		nextStep: message,
		error: { code, message },
	});
}

/** With what the creator's profile shows, which is for the person to judge. */
async function tellOfDoubt(ref: RepostRef, { activities }: Steps): Promise<void> {
	const { code, sentence: message } = neverSaid;
	const evidence = patched('evidence') ? await activities.lookForPost(ref).catch(unknown) : null;
	const nextStep = evidence ? `${message} ${evidence}` : message;
	await enterState({ ...ref, state: 'needsAttention', nextStep, error: { code, message } });
}

/** Null when the transfer failed after its last chunk may have gone: then only the status tells. */
async function transferOnce(
	ref: RepostRef,
	serial: number,
	{ step, activities }: Steps,
): Promise<TransferEnd | { end: 'fileGone' } | null> {
	try {
		const send = () => activities.transferVideo({ ...ref, serial });
		const end = await step(send, undefined, 'post');
		if (end.end === 'cancelled') throw new CancelledFailure('cancelled before the last chunk');
		return end;
	} catch (error) {
		const { code } = troubleOf(error);
		if (!(await readLedger(ref)).committed) throw error;
		return code === 'media_missing' && patched('fileGone') ? { end: 'fileGone' } : null;
	}
}

/** An answer that cannot be had is doubt; a cancellation is none. */
function unknown(error: unknown): null {
	troubleOf(error);
	return null;
}

/** Whoever has lost the upload's publish_id can never ask about it. */
function unlessForgotten(error: unknown): null {
	if (troubleOf(error).code === 'ledger_restored') throw error;
	return null;
}

async function published(ref: RepostRef, postId: string | null): Promise<PostEnd> {
	if (postId) return { state: 'published', postId };
	// A reviewer may have chosen another privacy than the request had.
	const { linkExpected } = await readLedger(ref);
	const nextStep = 'TikTok is still checking the post; the link follows when it is public.';
	return linkExpected ? { state: 'published', nextStep } : { state: 'published' };
}

function failing({ code, sentence }: { code: Trouble['code']; sentence: string }): Error {
	const trouble: Trouble = { code, sentence, then: 'fail' };
	return ApplicationFailure.create({
		message: sentence,
		type: code,
		nonRetryable: true,
		details: [trouble],
	});
}

const openTheInbox =
	'Open the TikTok app, tap the notification in your inbox, paste the caption and post. (TikTok drops the caption of drafts.)';

const urlDead = {
	do: 'startOver',
	code: 'tiktok_upload_dead',
	sentence: 'TikTok’s upload address stopped taking the video before it was complete.',
} as const;

const notKept = {
	code: 'internal',
	sentence:
		'14ms asked TikTok for an upload again and again and could not keep the answer; nothing was posted. Retry it, and report it if it comes again.',
} as const;

const neverSaid = {
	code: 'posting_uncertain',
	sentence:
		'All of the video was sent, but TikTok does not say what became of it. Look at your TikTok profile and inbox; 14ms keeps asking and never posts it a second time.',
} as const;
