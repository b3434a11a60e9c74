import { captionVariables } from '../../lib/sync/captions/captionVariables';
import { decisionReasons } from '../../lib/sync/decision';
import { captionRules, syncRules } from '../../lib/sync/syncRules';
import { captionFilters, captionTags } from '../../services/captions/captionEngine';
import { checkCaptionRules, renderCaption } from '../../services/captions/renderCaption';
import { codeIn, tableRows, textOf } from './documents';

const page = textOf('docs/sync-rules.md');
const rows = tableRows(page);
const blocks = (language: string) =>
	[...page.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\n\`\`\``, 'g'))].map(
		([, block = '']) => block,
	);

test('every reason of every state has its row, and no other', () => {
	const states = Object.keys(decisionReasons);
	const written = rows
		.map(([state = '', reason = '']) => [...codeIn(state), ...codeIn(reason)].join(' '))
		.filter((row) => states.includes(row.split(' ')[0] ?? ''));
	const all = Object.entries(decisionReasons).flatMap(([state, reasons]) =>
		reasons.map((reason) => `${state} ${reason}`),
	);
	expect(written.sort()).toEqual(all.sort());
});

test('every rule, variable, tag and filter is described', () => {
	const named = rows.flatMap(([name = '']) => codeIn(name));
	const all = [...Object.keys(syncRules.shape), ...captionVariables];
	expect(all.filter((name) => !named.includes(name))).toEqual([]);
	const code = codeIn(page);
	expect([...captionTags, ...captionFilters].filter((name) => !code.includes(name))).toEqual([]);
});

test('its templates are right', () => {
	const templates = blocks('liquid');
	expect(templates.length).toBeGreaterThan(1);
	for (const template of templates) checkCaptionRules(captionRules.parse({ template }));
});

test('its example gives what it says', async () => {
	const [rules = ''] = blocks('json');
	const [description = '', caption] = blocks('text');
	const [, title = ''] = /the title “(.+?)”/.exec(page) ?? [];
	const video = { title, description, videoId: 'dQw4w9WgXcQ', publishedAt: null };
	const rendered = await renderCaption(captionRules.parse(JSON.parse(rules)), video, {
		title: '',
	});
	expect(rendered).toBe(caption);
});
