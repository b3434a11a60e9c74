import { leaseMinutes } from '../../../../nodes/FourteenMs/trigger/leaseMinutes';
import { syncRequest } from '../../../../lib/sync/syncView';

const day = 24 * 60;
const of = (...item: object[]) => leaseMinutes({ item });

describe('how long a channel is watched without a word from its trigger', () => {
	it.each([
		[{ mode: 'everyMinute' }, day],
		[{ mode: 'everyHour', minute: 5 }, day],
		[{ mode: 'everyX', value: 30, unit: 'minutes' }, day],
		[{ mode: 'everyX', value: 12, unit: 'hours' }, 36 * 60],
		[{ mode: 'everyDay', hour: 14, minute: 0 }, 3 * day],
		[{ mode: 'everyWeek', weekday: '1', hour: 14 }, 21 * day],
		[{ mode: 'everyMonth', dayOfMonth: 1 }, 60 * day],
		[{ mode: 'custom', cronExpression: '*/10 8-20 * * *' }, 3 * day],
		[{ mode: 'custom', cronExpression: '0 9 * * 1' }, 60 * day],
	])('is three polls, and at least a day: %j', (time, minutes) => {
		expect(of(time)).toBe(minutes);
	});

	it('goes by the most frequent of several times', () => {
		expect(of({ mode: 'everyWeek' }, { mode: 'everyDay' })).toBe(3 * day);
	});

	it.each([undefined, {}, { item: [] }, { item: [{ mode: 'everyX', value: 'often' }] }])(
		'is a lease that 14ms gives, whatever is set: %j',
		(times) => {
			const lease = syncRequest.shape.leaseMinutes.safeParse(leaseMinutes(times));
			expect(lease.success).toBe(true);
		},
	);
});
