import { instantIso, instantMs, isoOfSeconds } from '../../lib/instantMs';

test.each([
	['2026-11-27T10:00:00+01:00', '2026-11-27T09:00:00.000Z'],
	['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z'],
	['9998-12-31T23:59:59Z', '9998-12-31T23:59:59.000Z'],
	// No source means these, Postgres refuses or misreads them.
	['0001-01-01T00:00:00Z', null],
	['1969-12-31T23:59:59Z', null],
	['9999-01-01T00:00:00Z', null],
	['+010000-01-01T00:00:00Z', null],
	['-000001-01-01T00:00:00Z', null],
	['soon', null],
	[null, null],
])('%s is %s', (text, iso) => {
	expect(instantIso(text)).toBe(iso);
	expect(instantMs(text)).toBe(iso === null ? null : Date.parse(iso));
});

test.each([
	[1_796_000_000, '2026-11-30T00:53:20.000Z'],
	[0, '1970-01-01T00:00:00.000Z'],
	[-1, null],
	[253_402_300_800, null],
	[1e300, null],
	[null, null],
	[undefined, null],
])('%s seconds are %s', (seconds, iso) => {
	expect(isoOfSeconds(seconds)).toBe(iso);
});
