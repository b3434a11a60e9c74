import { shorten } from '../../../lib/posting/shorten';

const unspaced = '猫'.repeat(210);

test.each<[string, string, number, string]>([
	['what fits stays', 'one two', 7, 'one two'],
	['on a word', 'one two three', 9, 'one two…'],
	['before the word that is cut', 'one two three', 7, 'one…'],
	['nothing is left of one long word', 'three', 4, ''],
	['no room at all', 'three', 0, ''],
	['before a hashtag', 'one #two', 6, 'one…'],
	['between two hashtags', '#one#two three', 13, '#one#two…'],
	['before a hashtag in a text without blanks', `${unspaced}#タグタグ`, 213, `${unspaced}…`],
	['behind a hashtag in a text without blanks', `${unspaced}#タグ#グ`, 214, `${unspaced}#タグ…`],
	['before a link', `${unspaced}https://x.example/a`, 225, `${unspaced}…`],
	['before www', `${unspaced}、www.x.example/a`, 225, `${unspaced}、…`],
	[
		'before a hashtag that ends in a link',
		`${unspaced}#teahttps://x.example`,
		222,
		`${unspaced}…`,
	],
])('%s', (_, text, limit, short) => {
	expect(shorten(text, limit)).toBe(short);
});
