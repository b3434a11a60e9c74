import { storable } from '../../lib/storable';

test.each([
	['a\0b', 'a\ufffdb'],
	['half \ud83d of one', 'half \ufffd of one'],
	['whole \u{1f600}\nand \t', 'whole \u{1f600}\nand \t'],
])('%j is kept as %j', (given, kept) => {
	expect(storable(given)).toBe(kept);
});
