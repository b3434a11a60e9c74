import type { ChunkAnswer, PublishStatus } from '../tiktok/types';

/** Where a transfer stands after asking TikTok. */
export type TransferStart =
	| { do: 'send'; fromByte: number }
	/** TikTok says that it has everything, or has already decided: nothing may be sent any more. */
	| { do: 'stop' }
	/** TikTok says that nothing was or will be posted of it. */
	| { do: 'failed' };

/**
 * Where to go on after any doubt (crash, time-out, cut connection): after all that TikTok has confirmed, be it in its
 * status or in its answer to a chunk. Where that is wrong it corrects us with 416 (facts/tiktok.md §6). Before the last
 * chunk may have gone (`committed`) TikTok cannot have confirmed all: what we have noted so is not believed.
 */
export function whereToGoOn(
	status: PublishStatus,
	ours: { confirmedBytes: number; sizeBytes: number; committed: boolean },
): TransferStart {
	if (status.status === 'FAILED') return { do: 'failed' };
	if (status.status !== 'PROCESSING_UPLOAD') return { do: 'stop' };
	const isBelieved = ours.committed || ours.confirmedBytes < ours.sizeBytes - 1;
	const fromByte = Math.max(status.uploadedBytes ?? 0, isBelieved ? ours.confirmedBytes : 0);
	return fromByte >= ours.sizeBytes ? { do: 'stop' } : { do: 'send', fromByte };
}

/** What follows from TikTok's answer to one chunk. */
export type AfterChunk =
	| { do: 'send'; fromByte: number }
	| { do: 'stop' }
	| { do: 'dead' }
	/** The answer does not fit what was sent: ask TikTok. */
	| { do: 'ask' };

export function afterChunk(
	answer: ChunkAnswer,
	sent: { lastByte: number; sizeBytes: number },
): AfterChunk {
	const wasLast = sent.lastByte === sent.sizeBytes - 1;
	switch (answer.kind) {
		case 'complete':
			return wasLast ? { do: 'stop' } : { do: 'ask' };
		case 'more':
			return wasLast ? { do: 'ask' } : { do: 'send', fromByte: sent.lastByte + 1 };
		case 'resync':
			if (answer.uploadedBytes === null) return { do: 'ask' };
			// It cannot have what was not sent, and one such word must not end the sending.
			if (!wasLast && answer.uploadedBytes >= sent.sizeBytes - 1) return { do: 'ask' };
			return answer.uploadedBytes >= sent.sizeBytes
				? { do: 'stop' }
				: { do: 'send', fromByte: answer.uploadedBytes };
		case 'dead':
			return { do: 'dead' };
	}
}
