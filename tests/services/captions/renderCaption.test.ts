import { captionRules, type CaptionRules } from '../../../lib/sync/syncRules';
import { checkCaptionRules, renderCaption } from '../../../services/captions/renderCaption';
import { codeOf } from '../../support/codeOf';

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
	expect(codeOf(check)).toBe('bad_caption_template');
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
