import { Problem } from '../../../lib/errors';
import {
	chunkAt,
	chunkFrom,
	chunkPlan,
	fallbackPlan,
	planOf,
	rangeOf,
} from '../../../lib/tiktok/chunkPlan';

const header = (sizeBytes: number) => {
	const plan = chunkPlan(sizeBytes);
	const { firstByte, lastByte } = rangeOf(plan, plan.chunkCount - 1);
	return `bytes ${firstByte}-${lastByte}/${sizeBytes}`;
};

// facts/tiktok.md §6, every row of the table, and the edges around them.
test.each([
	[1, 1, 1, 1, 'bytes 0-0/1'],
	[4_194_304, 4_194_304, 1, 4_194_304, 'bytes 0-4194303/4194304'],
	[5_000_000, 5_000_000, 1, 5_000_000, 'bytes 0-4999999/5000000'],
	[64_000_000, 64_000_000, 1, 64_000_000, 'bytes 0-63999999/64000000'],
	[64_000_001, 10_000_000, 6, 14_000_001, 'bytes 50000000-64000000/64000001'],
	[69_999_999, 10_000_000, 6, 19_999_999, 'bytes 50000000-69999998/69999999'],
	[70_000_000, 10_000_000, 7, 10_000_000, 'bytes 60000000-69999999/70000000'],
	[94_000_000, 10_000_000, 9, 14_000_000, 'bytes 80000000-93999999/94000000'],
	[158_008_374, 10_000_000, 15, 18_008_374, 'bytes 140000000-158008373/158008374'],
	[4_000_000_000, 10_000_000, 400, 10_000_000, 'bytes 3990000000-3999999999/4000000000'],
])(
	'%d bytes are cut into chunks of %d, %d of them, the last of %d bytes',
	(sizeBytes, chunkSizeBytes, chunkCount, lastChunkBytes, lastRange) => {
		expect(chunkPlan(sizeBytes)).toEqual({
			sizeBytes,
			chunkSizeBytes,
			chunkCount,
			lastChunkBytes,
		});
		expect(header(sizeBytes)).toBe(lastRange);
	},
);

test.each([
	[0, 'media_empty'],
	[4_000_000_001, 'media_too_large'],
	[8_000_000_000, 'media_too_large'],
])('%d bytes are refused with %s and a sentence', (sizeBytes, expected) => {
	let code: string | null = null;
	try {
		chunkPlan(sizeBytes);
	} catch (error) {
		if (error instanceof Problem) code = error.code;
	}
	expect(code).toBe(expected);
	expect(() => chunkPlan(sizeBytes)).toThrow(/^The video .+\.$/);
});

test.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('%d is no size of a file', (size) => {
	expect(() => chunkPlan(size)).toThrow(RangeError);
});

test('the ranges of a plan cover the file once, without gaps, within TikTok’s limits', () => {
	for (const sizeBytes of [
		1, 5_242_880, 10_485_760, 63_999_999, 64_000_001, 127_999_999, 4_000_000_000,
	]) {
		const plans = [chunkPlan(sizeBytes), fallbackPlan(chunkPlan(sizeBytes))];
		for (const plan of plans.filter((p) => p !== null)) {
			let nextByte = 0;
			for (let index = 0; index < plan.chunkCount; index++) {
				const { firstByte, lastByte } = rangeOf(plan, index);
				expect(firstByte).toBe(nextByte);
				nextByte = lastByte + 1;
			}
			expect(nextByte).toBe(sizeBytes);
			expect(plan.chunkCount).toBe(Math.floor(sizeBytes / plan.chunkSizeBytes));
			expect(plan.chunkCount).toBeLessThanOrEqual(1000);
			expect(plan.chunkSizeBytes).toBeLessThanOrEqual(64_000_000);
			expect(plan.lastChunkBytes).toBeLessThan(128_000_000);
		}
	}
});

test('a refused plan has another with 5,242,880-byte chunks, which has no other', () => {
	const other = fallbackPlan(chunkPlan(158_008_374));
	expect(other).toEqual({
		sizeBytes: 158_008_374,
		chunkSizeBytes: 5_242_880,
		chunkCount: 30,
		lastChunkBytes: 158_008_374 - 29 * 5_242_880,
	});
	expect(other && fallbackPlan(other)).toBeNull();
});

test('a file too small for two small chunks has no other plan', () => {
	expect(fallbackPlan(chunkPlan(10_485_759))).toBeNull();
	expect(fallbackPlan(chunkPlan(10_485_760))).toMatchObject({ chunkCount: 2 });
});

test('an upload row, which keeps no last chunk, gives its plan back', () => {
	const plan = chunkPlan(94_000_000);
	const { sizeBytes, chunkSizeBytes, chunkCount } = plan;
	expect(planOf({ sizeBytes, chunkSizeBytes, chunkCount })).toEqual(plan);
});

test('asking for a chunk that is not there is a mistake', () => {
	const plan = chunkPlan(94_000_000);
	for (const index of [-1, 9, 0.5]) expect(() => rangeOf(plan, index)).toThrow(RangeError);
});

test.each([
	[0, 0],
	[1, 0],
	[9_999_998, 0],
	[9_999_999, 1], // the last byte's index of chunk 0
	[10_000_000, 1],
	[10_000_001, 1],
	[79_999_999, 8],
	[80_000_000, 8],
	[90_000_000, 8], // inside the last chunk, which is longer
	[93_999_998, 8],
	[93_999_999, null],
	[94_000_000, null],
	[94_000_001, null],
])('with %d of 94,000,000 bytes at TikTok, chunk %p is next', (uploadedBytes, index) => {
	expect(chunkAt(chunkPlan(94_000_000), uploadedBytes)).toBe(index);
});

test.each([
	[0, { firstByte: 0, lastByte: 9_999_999 }],
	[9_999_999, { firstByte: 10_000_000, lastByte: 19_999_999 }],
	[10_000_000, { firstByte: 10_000_000, lastByte: 19_999_999 }],
	[12_345_678, { firstByte: 12_345_678, lastByte: 19_999_999 }],
	[85_000_000, { firstByte: 85_000_000, lastByte: 93_999_999 }],
])('from byte %d on, that chunk’s rest is sent', (fromByte, range) => {
	expect(chunkFrom(chunkPlan(94_000_000), fromByte)).toEqual(range);
});

test('nothing can be sent from the end of the file on', () => {
	for (const fromByte of [-1, 94_000_000]) {
		expect(() => chunkFrom(chunkPlan(94_000_000), fromByte)).toThrow(RangeError);
	}
});

test('a file of one byte is begun at byte 0 and then done', () => {
	expect(chunkAt(chunkPlan(1), 0)).toBe(0);
	expect(chunkAt(chunkPlan(1), 1)).toBeNull();
});
