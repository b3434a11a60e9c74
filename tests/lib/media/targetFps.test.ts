import { targetFps } from '../../../lib/media/targetFps';

test.each([
	[15, 30],
	[12, 24],
	[12.5, 25],
	[10, 30],
	[20, 40],
	[22.5, 45],
	[1, 23],
	[0, 30],
	[120, 60],
	[61, 60],
	[1000, 60],
])('%d fps becomes %d', (fps, wanted) => {
	expect(targetFps(fps)).toBe(wanted);
});

test.each([23, 23.976, 24, 25, 29.97, 30, 50, 59.94, 60])('%d fps is kept', (fps) => {
	expect(targetFps(fps)).toBeNull();
});

test('every slow rate becomes one that TikTok takes', () => {
	for (let fps = 0.1; fps < 23; fps += 0.1) {
		const made = targetFps(fps) ?? fps;
		expect(made).toBeGreaterThanOrEqual(22.95);
		expect(made).toBeLessThanOrEqual(60);
	}
});
