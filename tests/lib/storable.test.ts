import { storable, storableStrings } from '../../lib/storable';

test.each([
	['a\0b', 'a\ufffdb'],
	['half \ud83d of one', 'half \ufffd of one'],
	['whole \u{1f600}\nand \t', 'whole \u{1f600}\nand \t'],
])('%j is kept as %j', (given, kept) => {
	expect(storable(given)).toBe(kept);
});

test('a JSON parser gives every string so, and leaves the rest', () => {
	const text = '{"a":["x\\u0000"],"b":{"c":"\\ud800"},"d":1,"e":null}';
	expect(JSON.parse(text, storableStrings)).toEqual({
		...{ a: ['x\ufffd'], b: { c: '\ufffd' }, d: 1, e: null },
	});
});
