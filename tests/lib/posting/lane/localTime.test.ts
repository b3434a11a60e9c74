import fc from 'fast-check';
import {
	instantOf,
	isTimeZone,
	localTime,
	momentInWords,
} from '../../../../lib/posting/lane/localTime';
import { at } from './laneBench';

const berlin = 'Europe/Berlin';

test.each([
	['an ordinary winter day', '2026-11-24', '18:00', '2026-11-24T17:00:00Z'],
	['an ordinary summer day', '2026-07-01', '18:00', '2026-07-01T16:00:00Z'],
	['a time that the clocks leave out is later', '2026-03-29', '02:30', '2026-03-29T01:30:00Z'],
	['the first minute after it', '2026-03-29', '03:00', '2026-03-29T01:00:00Z'],
	['a time that comes twice is its first', '2026-10-25', '02:30', '2026-10-25T00:30:00Z'],
	['the hour after it', '2026-10-25', '03:00', '2026-10-25T02:00:00Z'],
])('%s: %s %s in Berlin', (_title, day, clock, expected) => {
	const minute = Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
	expect(new Date(instantOf({ day, minute }, berlin)).toISOString()).toBe(
		new Date(expected).toISOString(),
	);
});

test('a zone whose midnight is left out still has a first moment of that day', () => {
	// Cairo puts its clocks on at midnight.
	const first = instantOf({ day: '2026-04-24', minute: 0 }, 'Africa/Cairo');
	expect(localTime(first, 'Africa/Cairo')).toEqual({ day: '2026-04-24', minute: 60 });
});

test('there and back is the same minute, in any zone, at any time', () => {
	const zones = ['UTC', berlin, 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];
	fc.assert(
		fc.property(
			fc.constantFrom(...zones),
			fc.integer({ min: at('2020-01-01'), max: at('2035-01-01') }),
			(zone, ms) => {
				const local = localTime(ms, zone);
				const back = instantOf(local, zone);
				expect(localTime(back, zone)).toEqual(local);
				expect(back).toBeLessThanOrEqual(ms);
				// Another instant only where the clocks show the time twice.
				expect(ms - back).toBeLessThan(60_000 + 3_600_000);
			},
		),
		{ numRuns: 500 },
	);
});

test('moments are told by the clocks of the zone', () => {
	expect(momentInWords(at('2026-11-24T17:05:59Z'), 'UTC')).toBe('2026-11-24 17:05 UTC');
	expect(momentInWords(at('2026-11-24T23:05:00Z'), berlin)).toBe(
		'2026-11-25 00:05 (Europe/Berlin)',
	);
});

test.each([
	['Europe/Berlin', true],
	['UTC', true],
	['Mars/Base', false],
	['+01:00', false],
	['', false],
])('%p is a time zone: %p', (name, expected) => {
	expect(isTimeZone(name)).toBe(expected);
});
