import fc from 'fast-check';
import { captionLimit } from '../../../lib/posting/request';
import { linkSource } from '../../../lib/posting/links';
import { hashtagKey, hashtagsIn } from '../../../lib/sync/hashtags';
import { captionRules, type CaptionRules } from '../../../lib/sync/syncRules';
import { checkCaptionRules, renderCaption } from '../../../services/captions/renderCaption';

const tea = {
	title: 'Tea in five #shorts',
	description:
		'\n\nBoil water. Don’t forget to subscribe!\nMy cup: https://x.example/cup\n\n#Tea #shorts',
	videoId: 'dQw4w9WgXcQ',
	publishedAt: '2026-12-31T23:30:00Z',
};
const channel = { title: 'Tea Time' };

const rulesOf = (rules: object): CaptionRules => captionRules.parse(rules);
const render = (rules: object, video = tea) => renderCaption(rulesOf(rules), video, channel);
const withTemplate = (template: string) => render({ template });

test('without rules it is title and description', async () => {
	expect(await render({})).toBe(
		'Tea in five\n\nBoil water. Don’t forget to subscribe!\nMy cup: https://x.example/cup\n\n#Tea',
	);
});

test('links and lines that ask to subscribe go, the template’s own stay', async () => {
	const rules = { dropLinks: true, dropSubscribeLines: true };
	expect(await render({ ...rules, template: '{{ description }}\nSubscribe: {{ url }}' })).toBe(
		'Boil water.\n\n#Tea\nSubscribe: https://www.youtube.com/shorts/dQw4w9WgXcQ',
	);
});

test.each<[string, string]>([
	['{{ title }}', 'Tea in five'],
	['{{ first_line }}', 'Boil water. Don’t forget to subscribe!'],
	['{{ hashtags }}', '#Tea'],
	['by {{ channel }}', 'by Tea Time'],
	['{{ url }}', 'https://www.youtube.com/shorts/dQw4w9WgXcQ'],
	['{{ published }}', '2026-12-31T23:30:00Z'],
	['{{ published | date: "%d %B %Y, %H:%M" }}', '31 December 2026, 23:30'],
	['{{ published | date }}', '2026-12-31'],
	['{{ title | remove: " #shorts" | upcase }}', 'TEA IN FIVE'],
	['{{ "Bright 👩🏽‍🚀 morning" | truncate: 12 }}', 'Bright…'],
	['{{ "one #two three" | truncate: 8 }}', 'one…'],
	['{% if title contains "Tea" %}yes{% else %}no{% endif %}', 'yes'],
	['{% case channel %}{% when "Tea Time" %}T{% endcase %}', 'T'],
	['{% unless title contains "x" %}{% assign a = "b" %}{% endunless %}{{ a }}', 'b'],
	['{% if title contains "x" %}{% assign a = "b" %}{% endif %}{{ a }}c', 'c'],
	['{% raw %}{{ title }}{% endraw %}', '{{ title }}'],
	['{{ "" | default: channel }}', 'Tea Time'],
	['', ''],
])('%s gives %s', async (template, caption) => {
	expect(() => checkCaptionRules(rulesOf({ template }))).not.toThrow();
	expect(await withTemplate(template)).toBe(caption);
});

test('a Short without description and date has a caption, too', async () => {
	const video = { title: 'T', description: null, videoId: 'x', publishedAt: null };
	const template = '{{ title }}\n\n{{ description }}{{ first_line }}{{ published | date: "%Y" }}';
	expect(await renderCaption(rulesOf({ template }), video, channel)).toBe('T');
});

const variables = 'title, description, first_line, hashtags, channel, url, published';

test.each<[string, string]>([
	['a\n{{ titel }}', `in line 2: there is no variable “titel”; there are ${variables}.`],
	['{{ title.size }}', 'in line 1: there is no variable “title.size”; there are title'],
	['{{ __proto__ }}', 'there is no variable “__proto__”'],
	['{{ title.constructor.name }}', 'there is no variable “title.constructor.name”'],
	['{% if 1 == 2 %}{{ titel }}{% endif %}', 'there is no variable “titel”'],
	['{% case titel %}{% endcase %}', 'there is no variable “titel”'],
	['{{ title | append: titel }}', 'there is no variable “titel”'],
	['{{ a }}{% assign a = 1 %}', 'there is no variable “a”'],
	[
		'\n\n{{ title | shout }}',
		'in line 3: there is no filter “shout”; there are append, capitalize',
	],
	['{{ title | split: "" | join: " " }}', 'there is no filter “split”'],
	['{{ title | sha256 }}', 'there is no filter “sha256”'],
	['{% include "/etc/passwd" %}', 'there is no tag “include”; there are assign, case, comment'],
	['{% render "x" %}', 'there is no tag “render”'],
	['{% layout "x" %}', 'there is no tag “layout”'],
	['{% for i in (1..9) %}{% endfor %}', 'there is no tag “for”'],
	['{% capture a %}{% endcapture %}', 'there is no tag “capture”'],
	['{% liquid\necho title %}', 'there is no tag “liquid”'],
	['{% if title %}', 'in line 1: “{% if title %}” is not closed.'],
	['x {{ title', 'in line 1: “{{ title” is not closed.'],
	['{% endif %}', 'in line 1: “endif” has no beginning.'],
	['{{ | upcase }}', 'in line 1: Liquid says “invalid value expression: "| upcase"”.'],
	['{{ "\u001b[31m', 'in line 1: “{{ "\ufffd[31m” is not closed.'],
	['{{ published | date: "%9999999d" }}', 'it makes far too much text.'],
])('%j is refused: %s', (template, sentence) => {
	const check = () => checkCaptionRules(rulesOf({ template }));
	expect(check).toThrow(`The caption template is not right`);
	expect(check).toThrow(sentence);
	expect(check).toThrow(expect.objectContaining({ code: 'bad_caption_template' }));
});

test('a template that doubles its text again and again is stopped at once', async () => {
	const doubling = '{% assign a = a | append: a %}';
	const template = `{% assign a = description %}${doubling.repeat(100)}{{ a }}`;
	await expect(withTemplate(template)).rejects.toMatchObject({ code: 'bad_caption_template' });
	const big = `{% assign a = description %}${doubling.repeat(9)}`;
	await expect(withTemplate(big + '{{a}}'.repeat(900))).rejects.toMatchObject({
		code: 'bad_caption_template',
		message: 'The caption template makes far too much text.',
	});
});

test('what is not checked fails in a sentence, too', async () => {
	await expect(withTemplate('{{ title | shout }}')).rejects.toMatchObject({
		code: 'bad_caption_template',
	});
});

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
			const caption = await renderCaption(rules, { ...tea, title, description }, { title });
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
			async (pieces, add) => {
				const block = `${pieces.join('')} x`;
				const description = block.repeat(Math.ceil(2600 / block.length));
				const rules = rulesOf({
					template: '{{ description }}',
					hashtags: { drop: [], add },
				});
				// What it would be without a limit: hashtags once each, as they are.
				const caption = await renderCaption(rules, { ...tea, description }, channel);
				const [body = '', ...rest] = caption.split(/…(?=$|\n\n#)/u);
				if (caption.length < 1800 || rest.length !== 1) return;
				cuts++;
				const whole = await renderWhole(description);
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

	/** Hashtags mapped line by line, so that nothing is too long to be cut. */
	async function renderWhole(description: string): Promise<string> {
		const { mapHashtags } = await import('../../../lib/sync/captions/mapHashtags');
		const { clean } = await import('../../../lib/posting/caption');
		const { hashtags } = rulesOf({ hashtags: { drop: [] } });
		const source = clean(clean(description).replace(/\n{3,}/g, '\n\n'));
		const mapped = mapHashtags(source, hashtags).text;
		return clean(mapped.replace(/[ \t]+$/gm, '').replace(/\n{3,}/g, '\n\n'));
	}
});
