import { meaningOfFailReason } from '../tiktok/errorTable';
import type { PublishStatus } from '../tiktok/types';
import type { ErrorCode } from '../errors';

/** What TikTok's status means for a repost whose last chunk may have been sent. */
export type Verdict =
	/** In the creator's TikTok inbox. */
	| { do: 'deliver' }
	| { do: 'publish'; postId: string | null }
	/** TikTok says that nothing was posted, and trying again would not help. */
	| { do: 'fail'; code: ErrorCode; sentence: string }
	/** Certain that nothing was posted under this publish_id: a new init cannot post twice. */
	| { do: 'startOver'; code: ErrorCode; sentence: string }
	/** Bytes are missing: go on sending on the same upload URL. */
	| { do: 'resend' }
	/** Bytes are missing and cannot be sent any more. Nothing is posted anew, since TikTok's count is not proof enough. */
	| { do: 'giveUp'; code: ErrorCode; sentence: string }
	| { do: 'poll' };

export interface UploadFacts {
	sizeBytes: number;
	/** TikTok's own answer to the last chunk said that it has every byte. */
	allConfirmed: boolean;
	urlExpiresAtMs: number;
	/** When the upload URL last answered 403 or 404, if it did. */
	deadAtMs: number | null;
	/** The prepared file was not there when the rest was to be sent. */
	isFileGone: boolean;
}

/** The clocks of TikTok and of this machine may differ by this much. */
export const expiryMarginMs = 5 * 60_000;

/** Design §3, "Exactly once": no new init after the last chunk unless TikTok, or a dead and expired URL, proves it safe. */
export function verdictOn(status: PublishStatus, upload: UploadFacts, nowMs: number): Verdict {
	switch (status.status) {
		case 'SEND_TO_USER_INBOX':
			return { do: 'deliver' };
		case 'PUBLISH_COMPLETE':
			return { do: 'publish', postId: status.postIds[0] ?? null };
		case 'FAILED': {
			const { code, sentence, remedy } = meaningOfFailReason(status.failReason ?? 'unknown');
			return { do: remedy.do === 'retry' ? 'startOver' : 'fail', code, sentence };
		}
		case 'PROCESSING_DOWNLOAD':
			return { do: 'poll' };
		case 'PROCESSING_UPLOAD':
			return whileUploading(status.uploadedBytes, upload, nowMs);
	}
}

function whileUploading(
	uploadedBytes: number | null,
	{ sizeBytes, allConfirmed, urlExpiresAtMs, deadAtMs, isFileGone }: UploadFacts,
	nowMs: number,
): Verdict {
	// An absent count is doubt, not zero; a count may turn out to be the last byte's index.
	const isMissingSome = uploadedBytes !== null && uploadedBytes < sizeBytes - 1;
	if (allConfirmed || !isMissingSome) return { do: 'poll' };
	const safeAtMs = urlExpiresAtMs + expiryMarginMs;
	if (deadAtMs !== null && deadAtMs > safeAtMs) {
		const sentence = 'The upload was cut off and TikTok’s upload address has expired.';
		return { do: 'startOver', code: 'tiktok_upload_dead', sentence };
	}
	if (isFileGone && nowMs > safeAtMs) return { do: 'giveUp', ...lostFile };
	return deadAtMs === null || nowMs > safeAtMs ? { do: 'resend' } : { do: 'poll' };
}

/** While the file may still come back. */
export const fileGone = {
	code: 'posting_uncertain',
	sentence:
		'TikTok says that the end of the video has not arrived, and the prepared file is gone, so 14ms cannot send the rest. Put the file back (a disk that is not mounted, a folder that was moved) and it goes on by itself; otherwise 14ms gives up once TikTok’s upload address has ended, about an hour after the start.',
} as const;

const lostFile = {
	code: 'posting_uncertain',
	sentence:
		'TikTok did not get the end of the video, and the prepared file is gone, so nothing can be sent any more. Look at your TikTok profile and inbox; if it is not there, ask for it once more with `again: true`.',
} as const;
