import type { ChunkAnswer, PublishStatus } from '../tiktok/types';

/** Where a transfer stands after asking TikTok. */
export type TransferStart =
	| { do: 'send'; fromByte: number }
	/** TikTok has everything, or has already decided: nothing may be sent any more. */
	| { do: 'stop' };

/**
 * Where to go on after any doubt (crash, time-out, cut connection): after all that TikTok has confirmed, be it in its
 * status or in its answer to a chunk. Where that is wrong it corrects us with 416 (facts/tiktok.md §6).
 */
export function whereToGoOn(
	status: PublishStatus,
	ours: { confirmedBytes: number; sizeBytes: number },
): TransferStart {
	if (status.status !== 'PROCESSING_UPLOAD') return { do: 'stop' };
	const fromByte = Math.max(status.uploadedBytes ?? 0, ours.confirmedBytes);
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
			return answer.uploadedBytes >= sent.sizeBytes
				? { do: 'stop' }
				: { do: 'send', fromByte: answer.uploadedBytes };
		case 'dead':
			return { do: 'dead' };
	}
}
