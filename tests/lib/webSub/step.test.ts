import { webSubStep } from '../../../lib/webSub/step';

const dayMs = 24 * 3_600_000;
const minuteMs = 60_000;

test('a lease is renewed well before it is over, and a very short one not more than once a minute', () => {
	const renewal = (leaseLeftMs: number | null) => webSubStep({ state: 'active', leaseLeftMs }, 0);
	expect(renewal(10 * dayMs)).toEqual({ do: 'wait', ms: 7 * dayMs });
	expect(renewal(1_000)).toEqual({ do: 'wait', ms: minuteMs });
	expect(renewal(null)).toEqual({ do: 'wait', ms: minuteMs });
});

test('a hub that refuses is asked again with growing gaps, once a day in the end', () => {
	const gap = (refusals: number) => {
		const step = webSubStep({ state: 'refused', leaseLeftMs: null }, refusals);
		return 'ms' in step ? step.ms / minuteMs : null;
	};
	expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 500].map(gap)).toEqual([
		...[1, 1, 5, 30, 120, 360, 720],
		...[1440, 1440, 1440],
	]);
});

test('at another address the hub is asked at once, however often it has refused', () => {
	expect(webSubStep({ state: 'moved', leaseLeftMs: null }, 9)).toEqual({ do: 'ask' });
});

test('the hub has ten minutes to confirm; what nobody wants ends', () => {
	const of = (state: 'asked' | 'ending' | 'gone') => webSubStep({ state, leaseLeftMs: 1 }, 3);
	expect(of('asked')).toEqual({ do: 'waitForHub', ms: 10 * minuteMs });
	expect([of('ending'), of('gone')]).toEqual([{ do: 'end' }, { do: 'end' }]);
});
