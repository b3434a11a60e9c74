import { finishCaption } from '../../../../lib/sync/captions/finishCaption';
import { captionRules, type CaptionRules } from '../../../../lib/sync/syncRules';

type Hashtags = CaptionRules['hashtags'];
const rulesOf = (hashtags: Partial<Hashtags>): Hashtags =>
	captionRules.parse({ hashtags }).hashtags;
const mapped = (text: string, hashtags: Partial<Hashtags> = {}) =>
	finishCaption(text, rulesOf(hashtags));

test.each<[string, string, Partial<Hashtags>, string]>([
	['drops what YouTube alone needs', 'Tea #Shorts #tea', {}, 'Tea #tea'],
	['drops it in a sentence, too', 'These #shorts are hot', {}, 'These are hot'],
	['drops a line that was nothing else', 'Tea\n#shorts #ytshorts\nhot', {}, 'Tea\nhot'],
	['drops it from a run', '#a#shorts#b', {}, '#a#b'],
	['drops not its longer relatives', '#shortsfeed', {}, '#shortsfeed'],
	['drops with and without #', '#x #y', { drop: ['#X', 'y'] }, ''],
	['renames', 'Hot #Tee', { rename: [{ from: '#tee', to: '#tea' }] }, 'Hot #tea'],
	[
		'renames only once',
		'#a #b',
		{
			rename: [
				{ from: 'a', to: 'b' },
				{ from: 'b', to: 'c' },
			],
		},
		'#b #c',
	],
	[
		'renames before it drops and compares',
		'#a #b #c',
		{
			drop: ['c'],
			rename: [
				{ from: 'a', to: 'c' },
				{ from: 'b', to: 'd' },
			],
		},
		'#d',
	],
	['leaves one of each', '#tea #hot #TEA', {}, '#tea #hot'],
	['keeps the word of a double in a sentence', '#tea is #Tea for all', {}, '#tea is Tea for all'],
	['joins no words', '#tea x#tea y', {}, '#tea x tea y'],
	['makes no hashtag of what is left', '#tea ##tea y', {}, '#tea tea y'],
	['adds in a paragraph', 'Hot tea', { add: ['fyp', '#Tea'] }, 'Hot tea\n\n#fyp #Tea'],
	['adds behind a line of hashtags', 'Hot\n#hot', { add: ['fyp'] }, 'Hot\n#hot #fyp'],
	['adds to nothing', '', { add: ['fyp'] }, '#fyp'],
	['adds nothing twice', 'Hot #FYP tea', { add: ['fyp', 'FYP', 'new'] }, 'Hot #FYP tea\n\n#new'],
	['limits', 'Hot #a #b #c', { limit: 2 }, 'Hot #a #b'],
	['limits to none', 'Hot #a tea #b', { limit: 0 }, 'Hot a tea'],
	['keeps words beyond the limit', '#a and #b and #c too', { limit: 1 }, '#a and b and c too'],
	['adds first, then limits', '#a #b #c', { limit: 2, add: ['z', 'c'] }, '#c #z'],
	['adds no more than the limit', 'x', { limit: 1, add: ['y', 'z'] }, 'x\n\n#y'],
	['adds what was dropped, when told to', 'Tea #shorts', { add: ['shorts'] }, 'Tea\n\n#shorts'],
	[
		'leaves links alone',
		'https://x.example/#shorts #shorts #a www.x.example/#a',
		{},
		'https://x.example/#shorts #a www.x.example/#a',
	],
	['keeps an emoji with a hash', '#️⃣ #shorts', {}, '#️⃣'],
	['keeps at most one blank line', 'a\n\n#shorts\n\n\n\nb  \nc', {}, 'a\n\nb\nc'],
])('%s', (_, text, hashtags, caption) => {
	expect(mapped(text, hashtags)).toBe(caption);
});

test('a long text is shortened, the added hashtags are not', () => {
	const caption = mapped('word '.repeat(1000), { add: ['one', 'two'] });
	expect(caption).toMatch(/word…\n\n#one #two$/);
	expect(caption.length).toBeGreaterThan(2190);
	expect(caption.length).toBeLessThanOrEqual(2200);
});

test('one that is cut off with the text is added again', () => {
	const caption = mapped(`${'word '.repeat(1000)} #one`, { add: ['one'] });
	expect(caption).toMatch(/word…\n\n#one$/);
});

test('only so many are added as there is room', () => {
	const add = Array.from({ length: 50 }, (_, n) => `${'x'.repeat(90)}${n}`);
	const caption = mapped('Tea', { add });
	expect(caption.length).toBeLessThanOrEqual(2200);
	expect(caption.startsWith('Tea\n\n#xxx')).toBe(true);
	expect(caption.split('#').length - 1).toBe(23);
});
