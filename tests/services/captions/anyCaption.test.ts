import fc from 'fast-check';
import { clean } from '../../../lib/posting/caption';
import { linkSource } from '../../../lib/posting/links';
import { captionLimit } from '../../../lib/posting/request';
import { mapHashtags } from '../../../lib/sync/captions/mapHashtags';
import { hashtagKey, hashtagsIn } from '../../../lib/sync/hashtags';
import { captionRules, type CaptionRules } from '../../../lib/sync/syncRules';
import { renderCaption } from '../../../services/captions/renderCaption';

const rulesOf = (rules: object): CaptionRules => captionRules.parse(rules);
const short = { videoId: 'dQw4w9WgXcQ', publishedAt: '2026-12-31T23:30:00Z' };
const channel = { title: 'Tea Time' };

const name = fc.constantFrom(
	'tea',
	'Tea',
	'TEA',
	'shorts',
	'猫',
	'café',
	'cafe\u0301',
	'a_b',
	'2026',
);
const piece = fc.oneof(
	fc.string({ unit: 'grapheme', maxLength: 30 }),
	fc.string({ unit: 'binary', maxLength: 30 }),
	name.map((tag) => `#${tag}`),
	fc.constantFrom(
		...[
			' ',
			'\n',
			'\r\n',
			'.',
			': ',
			'#',
			'＃',
			'##',
			'👩🏽‍🚀',
			'🇫🇷',
			'1️⃣',
			'#️⃣',
			'สวัสดี',
			'\ud800',
			'\u200d',
		],
		...[
			'https://x.example/a#tea',
			'www.x.example/#b',
			'youtu.be/abc',
			'x.com',
			'{{',
			'}}',
			'{% if',
		],
		...['Subscribe now!', 'チャンネル登録', 'A sentence.'],
	),
);
const text = fc
	.tuple(fc.array(piece, { maxLength: 40 }), fc.constantFrom(1, 1, 1, 30, 100))
	.map(([pieces, times]) => pieces.join('').repeat(times));

const tagList = fc.array(name, { maxLength: 5 });
const anyRules = fc.record({
	template: fc.constantFrom(
		'{{ title }}\n\n{{ description }}',
		'{{ description }}{{ hashtags }}',
		'{{ title | truncate: 20 }} {{ first_line | upcase }} {{ url }} #{{ channel }}',
		'{{ description | truncatewords: 5 }}{{ title | remove: "e" }}#{{ title }}',
	),
	hashtags: fc.record({
		rename: fc.array(fc.record({ from: name, to: name }), { maxLength: 3 }),
		drop: tagList,
		add: tagList,
		limit: fc.option(fc.nat(6)),
	}),
	dropLinks: fc.boolean(),
	dropSubscribeLines: fc.boolean(),
});

const keysIn = (caption: string) => hashtagsIn(caption).map(({ tag }) => hashtagKey(tag));

test('whatever YouTube tells, a caption fits, is text, and has no hashtag twice, too many or dropped', async () => {
	await fc.assert(
		fc.asyncProperty(text, text, anyRules, async (title, description, given) => {
			const rules = rulesOf(given);
			const caption = await renderCaption(rules, { ...short, title, description }, { title });
			expect(caption.length).toBeLessThanOrEqual(captionLimit);
			expect(caption.isWellFormed()).toBe(true);
			expect(caption).toBe(caption.trim());
			expect(caption).not.toMatch(/\n{3}|(?![\n\t])\p{Cc}/u);
			const keys = keysIn(caption);
			expect(keys).toHaveLength(new Set(keys).size);
			const { limit, drop, add } = rules.hashtags;
			expect(keys.length).toBeLessThanOrEqual(limit ?? Infinity);
			const added = add.map(hashtagKey);
			for (const key of drop.map(hashtagKey)) {
				if (!added.includes(key)) expect(keys).not.toContain(key);
			}
			if (limit === null) expect(keys).toEqual(expect.arrayContaining(added));
		}),
		{ numRuns: 1_000 },
	);
});

test('no cut goes through a word, a hashtag, a link or a grapheme', async () => {
	let cuts = 0;
	const link = new RegExp(linkSource, 'giu');
	await fc.assert(
		fc.asyncProperty(
			fc.array(piece, { minLength: 5, maxLength: 40 }),
			tagList,
			fc.boolean(),
			async (pieces, add, hasBlanks) => {
				const text = pieces.join('');
				const block = hasBlanks ? `${text} x` : `${text.replace(/\s/g, '')}猫`;
				const description = block.repeat(Math.ceil(2600 / block.length));
				const rules = rulesOf({
					template: '{{ description }}',
					hashtags: { drop: [], add },
				});
				// What it would be without a limit: hashtags once each, as they are.
				const caption = await renderCaption(
					rules,
					{ title: '', ...short, description },
					channel,
				);
				const [body = '', ...rest] = caption.split(/…(?=$|\n\n#)/u);
				if (caption.length < 1800 || rest.length !== 1) return;
				cuts++;
				const whole = wholeOf(description);
				expect(whole.startsWith(body)).toBe(true);
				// Only a word of more than 200 units may be cut.
				const word =
					(/\S*$/.exec(body)?.[0] ?? '') +
					(/^\S*/.exec(whole.slice(body.length))?.[0] ?? '');
				if (/^\S/.test(whole.slice(body.length))) expect(word.length).toBeGreaterThan(200);
				const ends = Array.from(
					new Intl.Segmenter('en').segment(whole),
					({ index }) => index,
				);
				expect(ends).toContain(body.length);
				for (const { start, end } of hashtagsIn(whole)) {
					expect(body.length <= start || body.length >= end).toBe(true);
				}
				for (const { index, 0: all } of whole.matchAll(link)) {
					expect(body.length <= index || body.length >= index + all.length).toBe(true);
				}
			},
		),
		{ numRuns: 150 },
	);
	expect(cuts).toBeGreaterThan(30);
});

/** What the caption would be if there were no limit. */
function wholeOf(description: string): string {
	const blankLines = (text: string) => text.replace(/\n{3,}/g, '\n\n');
	const { hashtags } = rulesOf({ hashtags: { drop: [] } });
	const mapped = mapHashtags(clean(blankLines(clean(description))), hashtags).text;
	return clean(blankLines(mapped.replace(/[ \t]+$/gm, '')));
}
