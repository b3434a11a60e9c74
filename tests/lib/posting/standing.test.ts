import { standingOf } from '../../../lib/posting/standing';

const mark = (events: number, epoch = 1, ledgerId = 'ours') => ({ ledgerId, epoch, events });

test.each([
	['a new 14ms', mark(0), null, null, 'together'],
	['as it should be', mark(9), mark(7), mark(7), 'together'],
	['not yet seen', mark(9), mark(7), null, 'together'],
	['seen before, further since', mark(9), mark(8), mark(7), 'together'],
	['a database put back', mark(5), mark(7), mark(4), 'ledgerIsOlder'],
	['a database put back twice', mark(9), mark(1, 2), null, 'ledgerIsOlder'],
	['Temporal lost', mark(9), null, mark(7), 'temporalIsOlder'],
	['Temporal put back', mark(9), mark(6), mark(7), 'temporalIsOlder'],
	['Temporal put back beyond an epoch', mark(5, 2), mark(9), mark(5, 2), 'temporalIsOlder'],
	['another ledger', mark(9), mark(1, 1, 'theirs'), null, 'otherLedger'],
] as const)('%s', (_title, own, remembered, seen, standing) => {
	expect(standingOf(own, remembered, seen)).toBe(standing);
});
