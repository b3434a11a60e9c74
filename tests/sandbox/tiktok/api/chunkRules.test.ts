import { mistakeInChunks } from '../../../../sandbox/tiktok/api/chunkRules';

const mistakeOf = (sizeBytes: number, chunkSizeBytes: number, chunkCount: number) =>
	mistakeInChunks({ sizeBytes, chunkSizeBytes, chunkCount });

describe('mistakeInChunks', () => {
	it.each([
		[1, 1, 1],
		[4_194_304, 4_194_304, 1],
		[5_000_000, 5_000_000, 1],
		[64_000_000, 64_000_000, 1],
		[64_000_001, 10_000_000, 6],
		[50_000_123, 10_000_000, 5],
		[94_000_000, 10_000_000, 9],
		[158_008_374, 10_000_000, 15],
		[158_008_374, 5_242_880, 30],
		[127_999_999, 63_999_999, 2],
		[191_000_000, 64_000_000, 2],
		[4_000_000_000, 10_000_000, 400],
	])('takes %i bytes in chunks of %i, %i of them', (size, chunk, count) => {
		expect(mistakeOf(size, chunk, count)).toBeNull();
	});

	it.each([
		['no bytes', 0, 0, 0, 'The video size is invalid'],
		['more than 4 GB', 4_000_000_001, 10_000_000, 400, 'The video size is invalid'],
		['one chunk over 64 MB', 64_000_001, 64_000_001, 1, 'The chunk size is invalid'],
		['64 MB chunks that make one of 94 MB', 94e6, 64e6, 1, 'The chunk size is invalid'],
		['a single chunk smaller than the file', 15e6, 10e6, 1, 'The chunk size is invalid'],
		['chunks under 5 MB', 20_000_000, 4_999_999, 4, 'The chunk size is invalid'],
		['a small file in pieces', 4_000_000, 1_000_000, 4, 'The chunk size is invalid'],
		['a chunk larger than the file', 4_000_000, 5_000_000, 1, 'The chunk size is invalid'],
		['a count rounded up', 94e6, 10e6, 10, 'The total chunk count is invalid'],
		['two chunks of the whole size', 10e6, 10e6, 2, 'The total chunk count is invalid'],
		['no chunk', 10e6, 10e6, 0, 'The total chunk count is invalid'],
	])('refuses %s', (_, size, chunk, count, mistake) => {
		expect(mistakeOf(size, chunk, count)).toBe(mistake);
	});
});
