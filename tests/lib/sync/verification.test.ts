import { verificationInWords, verificationOf } from '../../../lib/sync/verification';

const verifyCode = '14ms-verify=abc';
const there = `Tea. ${verifyCode}`;
const of = (kind: 'code' | 'statement' | null, missingSince: string | null = null) =>
	kind && { kind, doubt: { missingSince } };
const since = '2026-11-20T10:00:00.000Z';

test.each([
	['a new channel with its code', of(null), there, false, 'codeThere'],
	['one without', of(null), 'Tea.', false, 'codeMissing'],
	['one whose description YouTube does not show', of(null), null, false, 'codeUnknown'],
	['one that is known by its code', of('code'), there, false, 'own'],
	['one that has lost it', of('code'), 'Tea.', true, 'codeGone'],
	['one that is stated and followed', of('statement'), 'Tea.', true, 'own'],
	['one that somebody stated once', of('statement'), 'Tea.', false, 'codeMissing'],
	['the same with its code', of('statement'), there, false, 'codeThere'],
	['a sync by code, without a question', of('code'), undefined, true, 'own'],
	['a sync whose last look missed it', of('code', since), undefined, true, 'codeGone'],
	['a sync of nobody’s channel', of(null), undefined, true, 'codeMissing'],
] as const)('%s', (_, ownership, description, isFollowed, verification) => {
	expect(verificationOf({ verifyCode, ownership, description, isFollowed })).toBe(verification);
});

test('what is missing is told with the code and where it goes', () => {
	const words = (verification: Parameters<typeof verificationInWords>[0]) =>
		verificationInWords(verification, verifyCode, 'say --own');
	expect(words('own')).toBeNull();
	expect(words('codeThere')).toMatch(
		/yours: 14ms-verify=abc stands in .* nothing more is needed/,
	);
	for (const missing of ['codeMissing', 'codeGone', 'codeUnknown'] as const) {
		expect(words(missing)).toMatch(/^Not known to be yours .*14ms-verify=abc/);
		expect(words(missing)).toContain('say --own');
	}
});
