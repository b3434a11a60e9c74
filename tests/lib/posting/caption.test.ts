import fc from 'fast-check';
import { captionOf } from '../../../lib/posting/caption';

const limit = 2200;
const captionFrom = (description: string, title = 'Title'): string =>
	captionOf({ title, description });

test.each<[string, string, string, string]>([
	['title and description with a blank line between', 'Tea', 'How to.', 'Tea\n\nHow to.'],
	['only the title without a description', 'Tea', '', 'Tea'],
	['only the title when the description is blank', 'Tea', ' \n\t ', 'Tea'],
	['only the description without a title', '', 'How to.', 'How to.'],
	['nothing from nothing', '', '', ''],
	['the title once when the description is the title', 'Tea', 'Tea', 'Tea'],
	['the title once when the description begins with it', 'Tea', 'Tea, hot', 'Tea, hot'],
	['the title when the description begins with a longer word', 'Tea', 'Teas', 'Tea\n\nTeas'],
	['no spaces around', '  Tea ', '\nHow to. \n', 'Tea\n\nHow to.'],
	['one kind of line break', 'Tea', 'a\r\nb\rc', 'Tea\n\na\nb\nc'],
	['no control characters', 'T\u0000e\u0007a', 'a\tb', 'Tea\n\na\tb'],
	['no halves of surrogate pairs', 'T\ud83d', 'x', 'T\ufffd\n\nx'],
	[
		'hashtags and links as they are',
		'Tea #shorts',
		'https://x.example/?a=b#c',
		'Tea #shorts\n\nhttps://x.example/?a=b#c',
	],
])('gives %s', (_, title, description, caption) => {
	expect(captionOf({ title, description })).toBe(caption);
});

test('exactly 2,200 units are kept whole, one more is cut', () => {
	const room = limit - 'Title\n\n'.length;
	expect(captionFrom('x'.repeat(room))).toHaveLength(limit);
	expect(captionFrom('x'.repeat(room))).not.toContain('…');
	const longer = captionFrom('x'.repeat(room + 1));
	expect(longer).toHaveLength(limit);
	expect(longer.endsWith('x…')).toBe(true);
});

test('a long text ends on a whole word', () => {
	const caption = captionFrom('seven77 '.repeat(400));
	expect(caption.length).toBeLessThanOrEqual(limit);
	expect(caption.endsWith('seven77…')).toBe(true);
	expect(caption.length).toBeGreaterThan(limit - 10);
});

test('a word that ends exactly at the limit is kept', () => {
	const room = limit - 1 - 'Title\n\n'.length;
	const description = 'a '.repeat((room - 5) / 2).padEnd(room, 'b');
	expect(captionFrom(`${description} more`)).toBe(`Title\n\n${description}…`);
	expect(captionFrom(`${description}ccc more`)).toBe(
		`Title\n\n${'a '.repeat((room - 5) / 2).trim()}…`,
	);
});

test('a script without spaces loses only what does not fit', () => {
	expect(captionFrom('猫'.repeat(3000))).toHaveLength(limit);
});

test('an emoji of several parts is kept whole or left out', () => {
	const family = '👨‍👩‍👧‍👦';
	const caption = captionFrom(family.repeat(400));
	expect(caption.length).toBeGreaterThan(limit - family.length - 1);
	expect(caption.replace(/^Title\n\n/, '').replaceAll(family, '')).toBe('…');
});

test('a letter keeps its accents', () => {
	const letter = 'e\u0301\u0323';
	const caption = captionFrom(letter.repeat(1000));
	expect(caption.replace(/^Title\n\n/, '').replaceAll(letter, '')).toBe('…');
});

test('a hashtag at the limit is left out, also after text without spaces', () => {
	const words = 'word '.repeat(437);
	expect(captionFrom(`${words}#averylonghashtag`)).toMatch(/word…$/);
	const unspaced = '猫'.repeat(2180);
	expect(captionFrom(`${unspaced}#とても長いタグとても長いタグ`)).toMatch(/猫…$/);
	expect(captionFrom(`${unspaced}#${'長'.repeat(500)}`)).toBe(`Title\n\n${unspaced}…`);
	expect(captionFrom(`${unspaced}＃${'長'.repeat(500)}`)).toBe(`Title\n\n${unspaced}…`);
});

test('a link at the limit is left out however long it is', () => {
	const words = 'word '.repeat(380);
	expect(captionFrom(`${words}https://x.example/${'a'.repeat(900)}`)).toMatch(/word…$/);
});

test('one endless hashtag or link alone gives no broken one', () => {
	expect(captionOf({ title: '', description: `#${'a'.repeat(3000)}` })).toBe('');
	expect(captionOf({ title: '', description: `https://x.example/${'a'.repeat(3000)}` })).toBe('');
});

const piece = fc.oneof(
	fc.string({ unit: 'grapheme', maxLength: 40 }),
	fc.string({ unit: 'binary', maxLength: 40 }),
	fc.constantFrom(
		' ',
		'\n',
		'\r\n',
		'👩🏽‍🚀',
		'🇫🇷',
		'1️⃣',
		'สวัสดี',
		'नमस्ते',
		'한국어',
		'\ud800',
		'\u200d',
	),
	fc
		.string({ unit: fc.constantFrom('a', 'b', '猫', 'é'), minLength: 1, maxLength: 60 })
		.map((tag) => ` #${tag} `),
);
const text = fc.array(piece, { maxLength: 200 }).map((pieces) => pieces.join(''));
const longText = fc
	.tuple(text, fc.nat(60), fc.array(piece, { minLength: 20, maxLength: 80 }))
	.map(([start, shift, pieces]) => {
		const block = `${pieces.join('')}x`;
		return start + 'y'.repeat(shift) + block.repeat(Math.ceil(2400 / block.length));
	});

test('no text makes a caption that is too long, malformed or ends in a blank', () => {
	fc.assert(
		fc.property(text, fc.oneof(text, longText), (title, description) => {
			const caption = captionOf({ title, description });
			expect(caption.length).toBeLessThanOrEqual(limit);
			expect(caption.isWellFormed()).toBe(true);
			expect(caption).toBe(caption.trim());
			expect(caption).not.toMatch(/\s…$/);
			expect(captionOf({ title: caption, description: '' })).toBe(caption);
		}),
		{ numRuns: 300 },
	);
});

test('every cut falls between two graphemes and never within a hashtag', () => {
	const segmenter = new Intl.Segmenter('en');
	let cuts = 0;
	fc.assert(
		fc.property(longText, (description) => {
			const caption = captionOf({ title: '', description });
			const kept = caption.slice(0, -1);
			const whole = description
				.toWellFormed()
				.replace(/\r\n?/g, '\n')
				.replace(/(?![\n\t])\p{Cc}/gu, '')
				.trim();
			fc.pre(whole.length > limit && caption !== '');
			cuts += 1;
			expect(caption.at(-1)).toBe('…');
			expect(whole.startsWith(kept)).toBe(true);
			const ends = Array.from(segmenter.segment(whole), ({ index }) => index);
			expect(ends).toContain(kept.length);
			const lastTag = /[#＃][^#＃\s]*$/.exec(kept);
			if (lastTag) expect(whole[kept.length]).toMatch(/[#＃\s]/);
		}),
		{ numRuns: 300 },
	);
	expect(cuts).toBeGreaterThan(100);
});
