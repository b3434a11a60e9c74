import { compareVersions, isRelease, takesPython } from '../../../lib/tools/versions';

test.each([
	['2026.10.26', '2026.9.30'],
	['0.10.0', '0.9.9'],
	['1.0.post1', '1.0'],
	['1.0.1', '1.0.post1'],
	['1.1', '1.0.9'],
	['1.0', 'nonsense'],
])('%s is newer than %s', (newer, older) => {
	expect(compareVersions(newer, older)).toBeGreaterThan(0);
	expect(compareVersions(older, newer)).toBeLessThan(0);
});

test('zeros at the end make no difference', () => {
	expect(compareVersions('1.0', '1.0.0')).toBe(0);
});

test.each(['2026.10.26.232000.dev0', '1.0a1', '1.0b2', '1.0rc1', '1.0+local', '', 'v'])(
	'%j is no release',
	(text) => expect(isRelease(text)).toBe(false),
);

test.each([
	['', true],
	['>=3.10', true],
	['>= 3.11', true],
	['>=3.11.7', true],
	['>=3.12', false],
	['>=3.7,<4', true],
	['<3.11', false],
	['<=3.11.7', true],
	['>3.11.7', false],
	['!=3.11.*', false],
	['!=3.1.*', true],
	['==3.*', true],
	['==3.10', false],
	['~=3.7', true],
])('a file for Python %j is for 3.11.7: %s', (requires, expected) => {
	expect(takesPython(requires, '3.11.7')).toBe(expected);
});
