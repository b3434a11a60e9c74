import fc from 'fast-check';
import { printable } from '../../lib/printable';
import { quoted } from '../../lib/quoted';

test.each([
	['tea', '“tea”'],
	['a\u001b[31m\nb', '“a\ufffd[31m\ufffdb”'],
	['x'.repeat(50), `“${'x'.repeat(40)}…”`],
	[`${'x'.repeat(39)}👩🏽‍🚀`, `“${'x'.repeat(39)}…”`],
	['half \ud83d', '“half \ufffd”'],
])('%j', (text, quotation) => {
	expect(quoted(text)).toBe(quotation);
});

test('is short, printable and whole, whatever it quotes', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.nat(60), (text, longest) => {
			const quotation = quoted(text, longest);
			expect(quotation.length).toBeLessThanOrEqual(longest + 3);
			expect(quotation.isWellFormed()).toBe(true);
			expect(printable(quotation)).toBe(quotation);
		}),
	);
});
