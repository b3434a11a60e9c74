import { webSubCheck } from '../../../lib/doctor/webSubCheck';

const name = { id: 'machine.webSub', group: 'machine', title: 'WebSub' } as const;
const of = (wanted: number, active: number, lastError: string | null = null) =>
	webSubCheck(name, { wanted, active, lastError });

test('off, unused and working are all well', () => {
	expect(webSubCheck(name, null)).toMatchObject({ result: 'ok' });
	expect(of(0, 0)).toMatchObject({ result: 'ok' });
	expect(of(3, 3)).toMatchObject({ result: 'ok' });
	expect(of(3, 3).detail).toContain('3 of 3');
	expect(of(3, 2)).toMatchObject({ result: 'ok' });
});

test('a hub that refuses is told in its words, and is nothing to act on', () => {
	const refused = of(3, 1, 'The hub answered 503.');
	expect(refused).toMatchObject({ result: 'warn', whatToDo: null });
	expect(refused.detail).toMatch(/1 of 3 .* The hub answered 503\. .*nothing is lost/);
});
