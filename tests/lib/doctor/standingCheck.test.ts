import { standingCheck } from '../../../lib/doctor/standingCheck';
import type { Standing } from '../../../lib/posting/standing';

const name = { id: 'store.standing', group: 'store', title: 'Database and Temporal' } as const;
const now = new Date('2026-11-23T12:00:00Z');
const never = { restoredAt: null, temporalLostAt: null };
const lately = '2026-11-20T08:30:00.000Z';
const longAgo = '2026-10-20T08:30:00.000Z';

test.each<
	[Standing | null, Partial<typeof never | Record<keyof typeof never, string>>, string, RegExp]
>([
	['together', {}, 'ok', /know the same/],
	[null, {}, 'ok', /know the same/],
	['otherLedger', {}, 'fail', /remembers another 14ms database/],
	['otherLedger', { restoredAt: lately }, 'fail', /remembers another 14ms database/],
	['ledgerIsOlder', {}, 'warn', /put back from a backup: it does not know/],
	['together', { restoredAt: lately }, 'warn', /\(noticed 2026-11-20 08:30 UTC\): it does not/],
	['together', { restoredAt: longAgo }, 'ok', /know the same/],
	['temporalIsOlder', {}, 'warn', /Temporal’s database was lost or put back from a backup\. The/],
	[
		null,
		{ temporalLostAt: lately },
		'warn',
		/\(noticed 2026-11-20 08:30 UTC\)\. The ledger is whole/,
	],
	['together', { temporalLostAt: longAgo }, 'ok', /know the same/],
	// What may post twice comes first.
	[
		'together',
		{ restoredAt: lately, temporalLostAt: lately },
		'warn',
		/does not know what was posted/,
	],
])('standing %s, noted %j, is told as %s', (standing, noted, result, words) => {
	const found = standingCheck(name, { ...never, ...noted }, standing, now);
	expect(found.result).toBe(result);
	expect(found.detail).toMatch(words);
});
