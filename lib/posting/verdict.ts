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
	| { do: 'poll' };

export interface UploadFacts {
	sizeBytes: number;
	/** TikTok's own answer to a chunk said that it has every byte. */
	allConfirmed: boolean;
	urlExpiresAtMs: number;
	/** When the upload URL last answered 403 or 404, if it did. */
	deadAtMs: number | null;
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
	{ sizeBytes, allConfirmed, urlExpiresAtMs, deadAtMs }: UploadFacts,
	nowMs: number,
): Verdict {
	// An absent count is doubt, not zero; a count may turn out to be the last byte's index.
	const isMissingSome = uploadedBytes !== null && uploadedBytes < sizeBytes - 1;
	if (allConfirmed || !isMissingSome) return { do: 'poll' };
	const safeAtMs = urlExpiresAtMs + expiryMarginMs;
	if (deadAtMs === null) return { do: 'resend' };
	if (deadAtMs > safeAtMs) {
		const sentence = 'The upload was cut off and TikTok’s upload address has expired.';
		return { do: 'startOver', code: 'tiktok_upload_dead', sentence };
	}
	return nowMs > safeAtMs ? { do: 'resend' } : { do: 'poll' };
}
