import { alreadyThereInWords } from '../../../lib/sync/alreadyThere';
import { finalStates, repostStates } from '../../../lib/posting/states';

const createdAt = new Date('2026-11-20T10:00:00.000Z');
const inWords = (state: (typeof repostStates)[number]) => alreadyThereInWords({ state, createdAt });

test.each(['published', 'delivered'] as const)('%s: it was reposted', (state) => {
	expect(inWords(state)).toBe(
		'It was reposted before (asked for on 2026-11-20), so that nothing is posted again.',
	);
});

test.each([
	['failed', 'failed'],
	['cancelled', 'was cancelled'],
] as const)('%s: that one is to be retried', (state, words) => {
	expect(inWords(state)).toBe(
		`There was a repost of it already (asked for on 2026-11-20), which ${words}: retry that one to post it.`,
	);
});

test('of one that has not ended nothing is said to have been posted', () => {
	const open = repostStates.filter(
		(state) => !(finalStates as readonly string[]).includes(state),
	);
	expect(new Set(open.map(inWords))).toEqual(
		new Set([
			'There was a repost of it already (asked for on 2026-11-20): nothing is posted twice.',
		]),
	);
});
