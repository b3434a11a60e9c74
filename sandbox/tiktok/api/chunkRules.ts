const smallestChunkBytes = 5_000_000;
const largestChunkBytes = 64_000_000;
const largestLastChunkBytes = 128_000_000;
const largestVideoBytes = 4_000_000_000;
const mostChunks = 1000;

/**
 * What TikTok would say against a chunk plan, or null. "Media Transfer Guide" and what is enforced in practice: several
 * chunks count as floor(size / chunk), a single one has the size of the file and at most 64 MB.
 */
export function mistakeInChunks(plan: {
	sizeBytes: number;
	chunkSizeBytes: number;
	chunkCount: number;
}): string | null {
	const { sizeBytes, chunkSizeBytes, chunkCount } = plan;
	if (sizeBytes < 1 || sizeBytes > largestVideoBytes) return 'The video size is invalid';
	if (chunkSizeBytes < 1 || chunkSizeBytes > Math.min(sizeBytes, largestChunkBytes)) {
		return 'The chunk size is invalid';
	}
	if (chunkCount < 1 || chunkCount > mostChunks) return 'The total chunk count is invalid';
	if (chunkSizeBytes === sizeBytes) {
		return chunkCount === 1 ? null : 'The total chunk count is invalid';
	}
	if (chunkSizeBytes < smallestChunkBytes) return 'The chunk size is invalid';
	if (chunkCount !== Math.floor(sizeBytes / chunkSizeBytes)) {
		return 'The total chunk count is invalid';
	}
	if (chunkCount === 1) return 'The chunk size is invalid';
	return sizeBytes - (chunkCount - 1) * chunkSizeBytes > largestLastChunkBytes
		? 'The chunk size is invalid'
		: null;
}
