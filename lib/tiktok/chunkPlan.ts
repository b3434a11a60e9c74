import { Problem } from '../errors';
import type { ChunkPlan } from './types';

/** Up to here one chunk is taken; a single chunk above it is refused (facts/tiktok.md §6, seen in the field). */
const wholeLimitBytes = 64_000_000;
const chunkBytes = 10_000_000;
/** 5 MiB: the size that worked where larger ones were answered with "The chunk size is invalid". */
const smallChunkBytes = 5_242_880;
/** TikTok says 4 GB without a base; the smaller reading is always allowed. */
export const largestVideoBytes = 4_000_000_000;

/**
 * How a file is cut for TikTok: whole up to 64,000,000 bytes, else 10,000,000-byte chunks whose last one takes the rest.
 * Problems: media_empty, media_too_large.
 */
export function chunkPlan(sizeBytes: number): ChunkPlan {
	check(sizeBytes);
	return cut(sizeBytes, sizeBytes <= wholeLimitBytes ? sizeBytes : chunkBytes);
}

/**
 * Another cut of the same file, to be tried once after `tiktok_chunk_plan_refused`: 5,242,880-byte chunks.
 * Null when there is none (the file is too small for two, or the plan is this one already).
 */
export function fallbackPlan(plan: ChunkPlan): ChunkPlan | null {
	const isSame = plan.chunkSizeBytes === smallChunkBytes;
	if (isSame || plan.sizeBytes < 2 * smallChunkBytes) return null;
	return cut(plan.sizeBytes, smallChunkBytes);
}

/** The plan of an upload row, which keeps all but the last chunk's size. */
export function planOf(row: Omit<ChunkPlan, 'lastChunkBytes'>): ChunkPlan {
	const { sizeBytes, chunkSizeBytes, chunkCount } = row;
	const lastChunkBytes = sizeBytes - (chunkCount - 1) * chunkSizeBytes;
	return { sizeBytes, chunkSizeBytes, chunkCount, lastChunkBytes };
}

/** First and last byte (inclusive) of chunk `index`, which counts from 0. */
export function rangeOf(plan: ChunkPlan, index: number): { firstByte: number; lastByte: number } {
	if (!Number.isInteger(index) || index < 0 || index >= plan.chunkCount) {
		throw new RangeError(`There is no chunk ${index} in a plan of ${plan.chunkCount}.`);
	}
	const firstByte = index * plan.chunkSizeBytes;
	const isLast = index === plan.chunkCount - 1;
	return {
		firstByte,
		lastByte: isLast ? plan.sizeBytes - 1 : firstByte + plan.chunkSizeBytes - 1,
	};
}

/**
 * The chunk to go on from when TikTok has `uploadedBytes`; null when it has them all. A chunk that is only partly there
 * is sent again from its first byte. TikTok's counter may be a count or the last byte's index (facts/tiktok.md §6), so
 * one byte below a boundary counts as the boundary.
 */
export function chunkAt(plan: ChunkPlan, uploadedBytes: number): number | null {
	if (uploadedBytes >= plan.sizeBytes - 1 && uploadedBytes > 0) return null;
	const isLastIndex = uploadedBytes > 0 && (uploadedBytes + 1) % plan.chunkSizeBytes === 0;
	const count = isLastIndex ? uploadedBytes + 1 : uploadedBytes;
	const index = Math.floor(Math.max(count, 0) / plan.chunkSizeBytes);
	return Math.min(index, plan.chunkCount - 1);
}

/**
 * The bytes to send when TikTok expects `fromByte` next: from there to the end of that byte's chunk. One byte below a
 * chunk's edge is read as the edge, as in `chunkAt`.
 */
export function chunkFrom(
	row: Omit<ChunkPlan, 'lastChunkBytes'>,
	fromByte: number,
): { firstByte: number; lastByte: number } {
	const plan = planOf(row);
	const index = chunkAt(plan, fromByte);
	if (index === null || fromByte < 0) {
		throw new RangeError(`Nothing is left to send from byte ${fromByte} of ${plan.sizeBytes}.`);
	}
	const { firstByte, lastByte } = rangeOf(plan, index);
	return { firstByte: Math.max(firstByte, fromByte), lastByte };
}

function cut(sizeBytes: number, chunkSizeBytes: number): ChunkPlan {
	const chunkCount = Math.floor(sizeBytes / chunkSizeBytes);
	return planOf({ sizeBytes, chunkSizeBytes, chunkCount });
}

function check(sizeBytes: number): void {
	if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 0) {
		throw new RangeError(`A file cannot have ${sizeBytes} bytes.`);
	}
	if (sizeBytes === 0) {
		throw new Problem('media_empty', 'The video file is empty: download it again.');
	}
	if (sizeBytes > largestVideoBytes) {
		throw new Problem(
			'media_too_large',
			'The video is larger than 4 GB, which is all that TikTok takes: use a shorter or smaller version.',
		);
	}
}
