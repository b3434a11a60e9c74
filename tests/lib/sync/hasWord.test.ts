import fc from 'fast-check';
import { hasWord } from '../../../lib/sync/hasWord';

test.each<[string, string, boolean]>([
	['My cat sleeps', 'cat', true],
	['CAT!', 'cat', true],
	['#cat', 'cat', true],
	['cats', 'cat', false],
	['bobcat', 'cat', false],
	['cat_food', 'cat', false],
	['cats and a cat', 'cat', true],
	['behind  the\nscenes', 'Behind the scenes', true],
	['behind these scenes', 'behind the scenes', false],
	['Schöner Kaffee', 'schön', false],
	['le caf\u0065\u0301 noir', 'café', true],
	['le cafe\u0301 noir', 'cafe', false],
	['ИСКУССТВО кошки', 'искусство', true],
	['黒猫です', '猫', true],
	['ネコカフェ', 'カフェ', true],
	['iPhone猫', 'iphone', true],
	['รักแมวมาก', 'แมว', true],
	['รัก', 'ร', false],
	['C++ and more', 'c++', true],
	['#ad: buy', '#ad', true],
	['#adventure', '#ad', false],
	['𝒜cat', 'cat', false],
	['👍cat👍', 'cat', true],
	['anything', ' ', false],
])('%s has %s: %s', (text, word, isThere) => {
	expect(hasWord(text, word)).toBe(isThere);
});

test('a word is found between blanks, not between letters', () => {
	const word = fc.stringMatching(/^[\p{L}\p{N}+#-]{1,20}$/u);
	const latin = fc.stringMatching(/^[a-mА-я0-9]{1,20}$/);
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), word, fc.string(), (before, wanted, after) => {
			expect(hasWord(`${before} ${wanted} ${after}`, wanted)).toBe(true);
		}),
	);
	fc.assert(
		fc.property(latin, (wanted) => {
			expect(hasWord(`z${wanted} ${wanted}z z${wanted}z`, wanted)).toBe(false);
		}),
	);
});
