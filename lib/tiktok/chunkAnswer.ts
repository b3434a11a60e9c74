import type { ChunkAnswer } from './types';

interface ChunkReply {
	httpStatus: number;
	/** Of the answer: `bytes 0-{uploaded}/{total}`. */
	contentRange: string | null;
	firstByte: number;
	lastByte: number;
	totalBytes: number;
	/** False when TikTok answered before it had been given the whole chunk. */
	sentAll: boolean;
}

/**
 * What TikTok's answer to a chunk says, or null when it is an error. 206 and 201 are believed only where they can be
 * true; one that cannot (201 with bytes missing, an answer before the bytes, another 2xx) means: ask status/fetch.
 */
export function chunkAnswerOf(reply: ChunkReply): ChunkAnswer | null {
	const { httpStatus, lastByte, totalBytes, sentAll } = reply;
	const uploadedBytes = uploadedOf(reply);
	const isLast = lastByte === totalBytes - 1;
	if (httpStatus === 403 || httpStatus === 404) return { kind: 'dead', httpStatus };
	if (httpStatus === 416) return { kind: 'resync', uploadedBytes };
	if (httpStatus < 200 || httpStatus > 299) return null;
	if (httpStatus === 201 && (isLast ? sentAll : uploadedBytes === totalBytes)) {
		return { kind: 'complete' };
	}
	if (httpStatus === 206 && sentAll) return { kind: 'more', uploadedBytes };
	return { kind: 'resync', uploadedBytes };
}

/** TikTok leaves open whether the number is a count or the last byte's index: both readings of a chunk's edge are taken. */
function uploadedOf({ contentRange, firstByte, lastByte, totalBytes }: ChunkReply): number | null {
	const match = /^bytes\s+0-(\d{1,15})\/(\d{1,15})$/i.exec(contentRange?.trim() ?? '');
	if (!match || Number(match[2]) !== totalBytes) return null;
	const value = Number(match[1]);
	if (value > totalBytes) return null;
	const isEdgeIndex = value === lastByte || value === firstByte - 1 || value === totalBytes - 1;
	return isEdgeIndex ? value + 1 : value;
}
