import { onBothEngines } from '../../../support/onBothEngines';
import { newSync, newVideo } from './syncSamples';

onBothEngines('overdue syncs', (stores) => {
	test('one that missed two turns is, unless it is not to look', async () => {
		const { store } = stores;
		const { syncs } = store;
		const isAnyOverdue = (minutes: number) =>
			syncs.isAnyOverdue(new Date(Date.now() + minutes * 60_000));
		expect(await isAnyOverdue(10_000)).toBe(false);

		const { id } = await newSync(store, { everyMinutes: 60 });
		expect(await isAnyOverdue(134)).toBe(false);
		expect(await isAnyOverdue(136)).toBe(true);
		await syncs.saveLook(id, { videos: [newVideo()], memory: {} });
		expect(await isAnyOverdue(134)).toBe(false);
		expect(await isAnyOverdue(136)).toBe(true);

		await syncs.pause(id, null);
		expect(await isAnyOverdue(10_000)).toBe(false);
		await syncs.resume(id);
		expect(await isAnyOverdue(136)).toBe(true);
		const error = { code: 'channel_not_verified', message: 'x' };
		await syncs.setError(id, error, true);
		expect(await isAnyOverdue(10_000)).toBe(false);
		await syncs.resume(id);
		expect(await isAnyOverdue(136)).toBe(true);
		await syncs.end(id);
		expect(await isAnyOverdue(10_000)).toBe(false);
	});
});
