import { mendOf, type WorkflowFate } from '../../../lib/posting/mend';

const end = { state: 'published', postId: '7678907398077074696' } as const;
const fates: Record<string, WorkflowFate> = {
	running: { is: 'running' },
	gone: { is: 'gone' },
	stopped: { is: 'stopped' },
	completed: { is: 'completed', end: null },
	completedWithEnd: { is: 'completed', end },
};

interface Row {
	fate: string;
	committed: boolean;
	isOldLedger: boolean;
	then: string;
}

test.each`
	fate                  | committed | isOldLedger | then
	${'running'}          | ${false}  | ${false}    | ${'nothing'}
	${'running'}          | ${true}   | ${true}     | ${'nothing'}
	${'gone'}             | ${false}  | ${false}    | ${'startAnew'}
	${'gone'}             | ${true}   | ${false}    | ${'askTikTok'}
	${'gone'}             | ${false}  | ${true}     | ${'ledger_restored'}
	${'gone'}             | ${true}   | ${true}     | ${'askTikTok'}
	${'stopped'}          | ${false}  | ${false}    | ${'workflow_stopped'}
	${'stopped'}          | ${true}   | ${false}    | ${'askTikTok'}
	${'stopped'}          | ${false}  | ${true}     | ${'ledger_restored'}
	${'completed'}        | ${false}  | ${false}    | ${'ledger_restored'}
	${'completed'}        | ${true}   | ${false}    | ${'askTikTok'}
	${'completedWithEnd'} | ${false}  | ${true}     | ${'finish'}
	${'completedWithEnd'} | ${true}   | ${false}    | ${'finish'}
`(
	'a workflow that is $fate, committed $committed, in an old ledger $isOldLedger: $then',
	({ fate, committed, isOldLedger, then }: Row) => {
		const mend = mendOf({ committed, isOldLedger }, fates[fate] ?? { is: 'running' });
		expect(mend.do === 'explain' ? mend.code : mend.do).toBe(then);
	},
);

test('only what cannot have been posted is ever done anew', () => {
	for (const fate of Object.values(fates)) {
		expect(mendOf({ committed: true, isOldLedger: false }, fate).do).not.toBe('startAnew');
	}
	expect(mendOf({ committed: false, isOldLedger: true }, { is: 'gone' }).do).toBe('explain');
});
