import {
	areSameFailing,
	failingInWords,
	failingOf,
	type FailingSource,
} from '../../../lib/sync/failingSources';

const report = { requests: 1, found: 0, isUnchanged: false };
const key: FailingSource = { source: 'dataApi', code: 'youtube_quota', message: 'Used up.' };
const feed: FailingSource = { source: 'rss', code: 'youtube_try_later', message: 'It says 404.' };

test('what failed is told apart from what answered', () => {
	const { source, code, message } = key;
	expect(
		failingOf([
			{ ...report, source, isOk: false, error: { code, message } },
			{ ...report, source: 'rss', isOk: true, error: null },
		]),
	).toEqual([key]);
});

test.each([
	['other words', [key], [{ ...key, message: 'Still used up.' }], true],
	['another order', [key, feed], [feed, key], true],
	['another reason', [key], [{ ...key, code: 'youtube_key_refused' }], false],
	['another source', [key], [feed], false],
	['one more', [key], [key, feed], false],
	['none', [], [], true],
])('%s', (_, some, others, isSame) => {
	expect(areSameFailing(some, others)).toBe(isSame);
});

test('one sentence for each, and for a gap that stays', () => {
	expect(failingInWords([], null)).toBeNull();
	expect(failingInWords([key, feed], null)).toBe(
		'YouTube Data API: Used up. RSS feed: It says 404.',
	);
	expect(failingInWords([], '2026-11-28T04:00:00.000Z')).toMatch(
		/^Not all from before .*04:00.* could be read yet; each look tries again\.$/,
	);
});
