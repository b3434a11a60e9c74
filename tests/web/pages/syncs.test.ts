import { openBrowser, type Browser } from '../support/browser';
import { playChannels, playLook } from '../support/playedChannel';
import { operatorToken, startWebUnderTest, type WebUnderTest } from '../support/startWebUnderTest';
import { connect } from '../support/walkConnect';

let web: WebUnderTest;
let browser: Browser;
let accountId: string;
let filled: Record<string, string>;

beforeAll(async () => {
	web = await startWebUnderTest();
	playChannels(web);
	browser = openBrowser(web.origin);
	await browser.post('/sign-in', { token: operatorToken });
});
afterAll(() => web.close());

const text = async (path: string): Promise<string> => (await browser.go(path)).text();

/** What a browser would send of the page's form, with these changes. */
function formIn(html: string, changes: Record<string, string> = {}): Record<string, string> {
	const form: Record<string, string> = {};
	for (const [input] of html.matchAll(/<input[^>]*>/g)) {
		const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(input)?.[1];
		const name = attribute('name');
		const isChoice = /type="(radio|checkbox)"/.test(input);
		if (!name || (isChoice && !/ checked/.test(input))) continue;
		form[name] = attribute('value') ?? (isChoice ? 'on' : '');
	}
	for (const [, name = '', options = ''] of html.matchAll(
		/<select name="(\w+)"[^>]*>(.*?)<\/select>/gs,
	)) {
		const all = [...options.matchAll(/<option value="([^"]*)"([^>]*)>/g)];
		const chosen = all.find(([, , rest]) => rest?.includes('selected')) ?? all[0];
		form[name] = chosen?.[1] ?? '';
	}
	for (const [, name = '', value = ''] of html.matchAll(
		/<textarea name="(\w+)"[^>]*>(.*?)<\/textarea>/gs,
	)) {
		form[name] = value;
	}
	return { ...form, ...changes };
}

test('without an account the form asks for one', async () => {
	expect(await text('/syncs/new')).toContain('/connect/tiktok');
	await connect(browser);
	accountId = (await web.store.accounts.find('sandbox_creator')).id;
	expect(await text('/syncs')).toContain('None yet');
});

test('the form shows what would happen before anything does', async () => {
	filled = formIn(await text('/syncs/new'), { channel: '@sandboxstudio', backfill: 'none' });
	expect(filled).toMatchObject({ account: accountId, posting: 'inbox', maxPerRun: '5' });
	const answer = await browser.post('/syncs/preview', filled);
	expect(answer.status).toBe(200);
	const html = await answer.text();
	expect(html).toContain('Follow this channel');
	expect(html).toContain('value="@sandboxstudio"');
	expect(html).toContain('14ms-verify=');
	expect(html).toContain('2 would be taken.');
	expect(html).toContain('Not known to be yours yet: tick the statement above');
	const slow = await browser.post('/syncs/preview', { ...filled, maxPerDay: '1' });
	expect(await slow.text()).toContain('2 would be taken, 1 a day at most: the others follow.');
	expect(await text('/syncs')).toContain('None yet');
});

test.each<[Record<string, string>, string]>([
	[{ channel: 'https://vimeo.com/<b>' }, 'not a YouTube channel'],
	[{ maxPerRun: 'many' }, '“At most at a look” must be'],
	[{ maxPerDay: '0' }, '“At most a day” must be at least 1'],
	[{ backfill: 'last', backfillLast: '' }, '“How many” must be a whole number from 1 to 1000.'],
	[{ backfill: 'last', backfillLast: '1001' }, '“How many” must be'],
	[{ hashtagLimit: '-1' }, '“Hashtags, at most” must be at least 0'],
	[{ renameHashtags: 'tea' }, '“Rename hashtags” must be pairs such as ytpottery=pottery.'],
	[{ fromDate: 'May' }, '“Published from” must be a date such as 2026-11-01.'],
	[{ fromDate: '9999-01-01' }, '“Published from” must be in the years'],
	[{ includeHashtags: 'two words' }, 'A hashtag is one word'],
	[{ minDurationSec: '60', maxDurationSec: '30' }, 'at least 60 and at most 30 seconds'],
])('%j is refused with what was typed', async (changes, words) => {
	for (const path of ['/syncs/preview', '/syncs']) {
		const answer = await browser.post(path, { ...filled, ...changes, ownContent: 'on' });
		expect(answer.status).toBe(400);
		const html = await answer.text();
		expect(html).toMatch(/role="alert"/);
		expect(html.replaceAll('&quot;', '"')).toContain(words);
		expect(html).not.toContain('<b>');
		const typed = { ...filled, ...changes }.channel ?? '';
		const shown = typed.replace('<', '&lt;').replace('>', '&gt;');
		expect(html).toContain(`value="${shown}"`);
	}
});

test('the section of the captions is open once something in it is not as usual', async () => {
	const isOpen = async (changes: Record<string, string>) => {
		const answer = await browser.post('/syncs/preview', { ...filled, ...changes });
		return /<details open[^>]*>\s*<summary>Template and/.test(await answer.text());
	};
	expect(await isOpen({})).toBe(false);
	expect(await isOpen({ template: '{{ nothing' })).toBe(true);
	expect(await isOpen({ hashtagLimit: '3' })).toBe(true);
});

test('an automatic post needs a privacy, and a disclosure that says what of', async () => {
	const auto = { ...filled, posting: 'auto', ownContent: 'on' };
	expect((await browser.post('/syncs', auto)).status).toBe(400);
	const undisclosed = { ...auto, privacy: 'SELF_ONLY', disclose: 'on' };
	const answer = await browser.post('/syncs', undisclosed);
	expect(answer.status).toBe(400);
	expect(await answer.text()).toContain('promotes yourself, a third party, or both');
});

test('one that is not there leads to those that are', async () => {
	const answer = await browser.go('/syncs/nothinghere');
	expect(answer.status).toBe(404);
	expect(await answer.text()).toMatch(/href="\/syncs"[^>]*>\s*To the channels/);
});

test('without the statement or the code nothing is followed', async () => {
	const answer = await browser.post('/syncs', filled);
	expect(answer.status).toBe(409);
	const refused = await answer.text();
	expect(refused).toContain('14ms-verify=');
	expect(refused).toContain('tick “This is my channel”');
	expect(await text('/syncs')).toContain('None yet');
});

describe('a channel', () => {
	let path: string;

	test('is followed, once', async () => {
		const answer = await browser.post('/syncs', { ...filled, ownContent: 'on' });
		expect(answer.status).toBe(303);
		path = answer.headers.get('location') ?? '';
		const again = await browser.post('/syncs', { ...filled, ownContent: 'on' });
		expect(again.headers.get('location')).toBe(`${path}?earlier`);
		expect(await text(`${path}?earlier`)).toContain('followed already');
		expect(await text('/syncs')).toContain(path);
		await playLook(web, path.slice(7));
	});

	test('shows where it stands, its rules and every decision with its reason', async () => {
		const html = await text(path);
		expect(html).toContain('Following');
		expect(html).toContain('every 15 minutes');
		expect(html).toContain('data-live');
		expect(html).toContain('http-equiv="refresh"');
		const { items } = await web.syncs.decisions(path.slice(7), { limit: 10 });
		expect(items).toHaveLength(5);
		for (const { video, sentence } of items) {
			expect(html).toContain(video);
			expect(html).toContain(sentence.replaceAll('"', '&quot;'));
		}
		expect(html).not.toContain('<b>the new studio');
		expect(html).toContain(`href="/reposts/${accountId}.kX3u7Rn_s0Q"`);
		const filtered = await text(`${path}?state=skipped`);
		for (const { video, state } of items) {
			expect(filtered.includes(video)).toBe(state === 'skipped');
		}
		// Nothing reaches YouTube from the sandbox, not even the browser.
		expect(html).not.toContain('ytimg');
		expect((await browser.go(`${path}?state=nonsense`)).status).toBe(200);
	});

	test('is changed by its form, which begins with what is set', async () => {
		const form = formIn(await text(`${path}/edit`));
		expect(form).toMatchObject({ everyMinutes: '15', backfill: 'none', dropHashtags: /./ });
		const changes = {
			...{ everyMinutes: '60', maxPerDay: '2', excludeWords: 'live, unboxing' },
			...{ template: '{{ title }}\r\nmore', renameHashtags: 'yt=tt', fromDate: '2026-11-01' },
		};
		expect((await browser.post(`${path}/edit`, { ...form, ...changes })).status).toBe(303);
		const sync = await web.syncs.get(path.slice(7));
		expect(sync).toMatchObject({
			everyMinutes: 60,
			rules: { maxPerDay: 2, excludeWords: ['live', 'unboxing'], maxPerRun: 5 },
			captions: {
				template: '{{ title }}\nmore',
				hashtags: {
					rename: [{ from: 'yt', to: 'tt' }],
					drop: expect.anything() as unknown,
				},
			},
		});
		expect(formIn(await text(`${path}/edit`))).toMatchObject({
			...changes,
			template: '{{ title }}\nmore',
		});
		const wrong = await browser.post(`${path}/edit`, { ...form, maxPerRun: '0' });
		expect(wrong.status).toBe(400);
		const never = { ...form, includeWords: 'live, unboxing', excludeWords: 'live, unboxing' };
		const refused = await browser.post(`${path}/edit`, never);
		expect(refused.status).toBe(400);
		expect(await refused.text()).toContain('No Short could be taken: it must have one of 2');
		const shown = await browser.post(`${path}/edit/preview`, form);
		expect(shown.status).toBe(200);
		const tried = await shown.text();
		expect(tried).toContain('What would happen');
		expect(tried).not.toContain('You follow this channel already');
		const again = await (await browser.post('/syncs/preview', filled)).text();
		expect(again).toContain(`You follow this channel already (sync ${path.slice(7)})`);
	});

	test('takes no text that is none', async () => {
		const form = formIn(await text(`${path}/edit`));
		for (const [name, words] of [
			['excludeWords', '“Not with these words” has characters that are no text'],
			['template', '“Template” has characters that are no text'],
		] as const) {
			const refused = await browser.post(`${path}/edit`, { ...form, [name]: 'a\0' });
			expect(refused.status).toBe(400);
			expect(await refused.text()).toContain(words);
		}
		const paused = await browser.post(`${path}/pause`, { note: 'a\0' });
		expect(paused.status).toBe(400);
		expect(await paused.text()).toContain('`note` has characters that are no text');
	});

	test('is paused with a note, and resumed', async () => {
		expect((await browser.post(`${path}/pause`, { note: 'On <i>holiday</i>' })).status).toBe(
			303,
		);
		const html = await text(path);
		expect(html).toContain('On &lt;i&gt;holiday');
		expect(html).toContain('Resume');
		const refused = await browser.post(`${path}/run`, {});
		expect(refused.status).toBe(409);
		expect(await refused.text()).toMatch(/role="alert"/);
		expect((await browser.post(`${path}/resume`, {})).status).toBe(303);
		expect(await text(path)).not.toContain('It looks now.');
		const run = await browser.post(`${path}/run`, {});
		expect(run.status).toBe(303);
		const looking = run.headers.get('location') ?? '';
		expect(await text(looking)).toContain('It looks now.');
		await playLook(web, path.slice(7));
		expect(await text(looking)).not.toContain('It looks now.');
		expect(await text(`${path}?looks=nonsense`)).not.toContain('It looks now.');
	});

	test('is left only after a question, and not by another website', async () => {
		expect(await text(`${path}/remove`)).toContain('Stop following');
		const foreign = { headers: { origin: 'https://evil.example' } };
		expect((await browser.post(`${path}/remove`, {}, foreign)).status).toBe(403);
		expect((await browser.go(path)).status).toBe(200);
		expect((await browser.post(`${path}/remove`, {})).status).toBe(303);
		expect((await browser.go(path)).status).toBe(404);
	});
});
