import fc from 'fast-check';
import { noText, plainText } from '../../lib/plainText';
import { storable } from '../../lib/storable';

const asked = plainText.trim().min(1).max(10);
const refusals = (text: string) =>
	asked.safeParse(text).error?.issues.map(({ message }) => message) ?? [];

test('what every part can keep is checked as ever, anything else refused in one sentence', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
			if (storable(text) === text) expect(refusals(text)).not.toContain(noText);
			else expect(refusals(text)).toEqual([noText]);
		}),
	);
});

test.each(['\0', 'a\ud800', '\udc00 ', ' \0'.repeat(20)])('%j is no text', (text) => {
	expect(refusals(text)).toEqual([noText]);
});

test('a whole emoji is text', () => {
	expect(asked.parse(' 👩🏽‍🚀 ')).toBe('👩🏽‍🚀');
});
