import { targetSize } from '../../../lib/media/targetSize';

test.each([
	[1080, 1920, 1080, 1920],
	[1081, 1921, 1082, 1922],
	[200, 356, 360, 640],
	[240, 426, 360, 640],
	[356, 200, 640, 360],
	[359, 359, 360, 360],
	[100, 1000, 360, 3600],
	[4320, 7680, 2304, 4096],
	[8192, 8192, 4096, 4096],
	[5000, 1000, 4096, 820],
])('%i x %i becomes %i x %i', (width, height, widthPx, heightPx) => {
	expect(targetSize(width, height)).toEqual({ widthPx, heightPx, frame: null });
});

test('a shape too long for both limits gets a frame', () => {
	expect(targetSize(100, 2000)).toEqual({
		widthPx: 204,
		heightPx: 4096,
		frame: { widthPx: 360, heightPx: 4096 },
	});
	expect(targetSize(9000, 300)).toEqual({
		widthPx: 4096,
		heightPx: 136,
		frame: { widthPx: 4096, heightPx: 360 },
	});
});

test('every size from 1 to 9000 px ends even, within 360–4096, and in its shape unless framed', () => {
	const sides = [1, 2, 7, 99, 199, 359, 360, 361, 720, 1079, 1920, 2161, 4095, 4096, 4097, 9000];
	for (const width of sides) {
		for (const height of sides) {
			const { widthPx, heightPx, frame } = targetSize(width, height);
			const whole = frame ?? { widthPx, heightPx };
			for (const side of [whole.widthPx, whole.heightPx]) {
				expect(side % 2).toBe(0);
				expect(side).toBeGreaterThanOrEqual(360);
				expect(side).toBeLessThanOrEqual(4096);
			}
			expect(widthPx).toBeLessThanOrEqual(whole.widthPx);
			expect(heightPx).toBeLessThanOrEqual(whole.heightPx);
			// Rounding to even moves the short side by a pixel at most.
			const shortSide = Math.min(widthPx, heightPx);
			const exact =
				Math.max(widthPx, heightPx) * (Math.min(width, height) / Math.max(width, height));
			expect(Math.abs(shortSide - Math.max(2, exact))).toBeLessThanOrEqual(2);
		}
	}
});
