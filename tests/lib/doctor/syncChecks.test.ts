import { syncChecks } from '../../../lib/doctor/syncChecks';

const stuck = (id: string, message = 'YouTube does not answer.') => ({
	...{ id, error: { message }, needsPerson: false, channel: { handle: '@ana', title: 'Ana' } },
});

test('nothing followed is no line', () => {
	expect(syncChecks({ total: 0, stuckTotal: 0, stuck: [] })).toEqual([]);
});

test('those without an error are counted in one line', () => {
	const [only, ...others] = syncChecks({ total: 3, stuckTotal: 0, stuck: [] });
	expect(only).toMatchObject({ id: 'syncs.all', result: 'ok' });
	expect(only?.detail).toBe('3 followed, without an error.');
	expect(others).toEqual([]);
});

test('one with an error is a ! with its channel, its error and what to do', () => {
	const [failing, all] = syncChecks({ total: 2, stuckTotal: 1, stuck: [stuck('k3x9')] });
	expect(failing).toMatchObject({ id: 'syncs.k3x9', result: 'warn', title: '@ana' });
	expect(failing?.detail).toBe('YouTube does not answer.');
	expect(failing?.whatToDo).toContain('npx 14ms sync run k3x9');
	const waiting = { ...stuck('k3x9'), needsPerson: true };
	const [waits] = syncChecks({ total: 1, stuckTotal: 1, stuck: [waiting] });
	expect(waits?.whatToDo).toContain('npx 14ms sync resume k3x9');
	expect(all?.detail).toBe('1 other followed, without an error.');
});

test('of many the first are shown, and how many more there are', () => {
	const checks = syncChecks({ total: 30, stuckTotal: 30, stuck: [stuck('a'), stuck('b')] });
	expect(checks.map(({ id }) => id)).toEqual(['syncs.a', 'syncs.b', 'syncs.more']);
	expect(checks[2]?.detail).toContain('28 more');
});
