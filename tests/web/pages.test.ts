import { serveWeb } from '../../web/serve';
import { openBrowser, type Browser } from './support/browser';
import { operatorToken, startWebUnderTest, type WebUnderTest } from './support/startWebUnderTest';
import { connect } from './support/walkConnect';
import { upload } from '../services/store/samples';

let web: WebUnderTest;
let browser: Browser;

beforeAll(async () => {
	web = await startWebUnderTest();
	browser = openBrowser(web.origin);
	await browser.post('/sign-in', { token: operatorToken });
});
afterAll(() => web.close());

describe('the pages', () => {
	test('before an account is connected the first page offers just that', async () => {
		const html = await (await browser.go('/')).text();
		expect(html).toContain('Connect your TikTok account');
		expect(html).not.toContain('name="video"');
		await connect(browser);
	});

	test('every page says that this is the sandbox, with the way to it', async () => {
		for (const path of ['/', '/accounts', '/terms', '/nothing']) {
			const html = await (await browser.go(path)).text();
			expect(html).toContain('nothing reaches TikTok or YouTube');
			expect(html).toContain(`${web.standIn.origin}/sandbox`);
		}
	});

	test('a Short is reposted by the form, once', async () => {
		const [account] = await web.store.accounts.list();
		const form = {
			video: 'https://youtu.be/formMade123',
			account: account?.id ?? '',
			posting: 'inbox',
			ownContent: 'on',
		};
		const answer = await browser.post('/reposts', form);
		expect(answer.status).toBe(303);
		const path = answer.headers.get('location') ?? '';
		expect((await browser.post('/reposts', form)).headers.get('location')).toBe(path);
		const html = await (await browser.go(path)).text();
		expect(html).toContain('formMade123');
		expect(html).toContain('http-equiv="refresh"');
		expect(await (await browser.go('/')).text()).toContain(path);
	});

	test('a refused form keeps what was typed and says what to do', async () => {
		const [account] = await web.store.accounts.list();
		const answer = await browser.post('/reposts', {
			video: 'https://vimeo.com/"><script>',
			account: account?.id ?? '',
			posting: 'auto',
			caption: 'Kept words',
			ownContent: 'on',
		});
		expect(answer.status).toBe(400);
		const html = await answer.text();
		expect(html).toContain('Kept words');
		expect(html).toContain('https://vimeo.com/&quot;&gt;&lt;script&gt;');
		expect(html).toMatch(/role="alert"/);
	});

	test('without the statement that the video is one’s own nothing is stored', async () => {
		const [account] = await web.store.accounts.list();
		const answer = await browser.post('/reposts', {
			video: 'notMyVideo1',
			account: account?.id ?? '',
			posting: 'inbox',
		});
		expect(answer.status).toBe(400);
		const { items } = await web.store.reposts.list({ videoId: 'notMyVideo1', limit: 1 });
		expect(items).toEqual([]);
	});

	test('whether a Short is on TikTok already is asked with a button, and the answer is noted', async () => {
		const [account] = await web.store.accounts.list();
		const posted = await browser.post('/reposts', {
			...{ video: 'maybeThere1', account: account?.id ?? '', posting: 'inbox' },
			ownContent: 'on',
		});
		const path = posted.headers.get('location') ?? '';
		const id = path.replace('/reposts/', '');
		const error = { code: 'maybe_posted', message: 'It may be on TikTok already.' };
		await web.store.reposts.enter(id, 1, 'needsAttention', { error, nextStep: error.message });
		expect(await (await browser.go(path)).text()).toContain('It is not on TikTok: post it');
		expect((await browser.post(`${path}/retry`, {})).status).toBe(303);
		expect(web.engine.asked).toContain(`nudge ${id}/1`);
		expect(await (await browser.go(path)).text()).toContain('Not on TikTok, you said');
	});

	test('a cancel that comes too late is told on the repost’s page', async () => {
		const [account] = await web.store.accounts.list();
		const { items } = await web.store.reposts.list({ accountId: account?.id ?? '', limit: 1 });
		const id = items[0]?.id ?? '';
		await web.store.uploads.replace(id, 0, upload());
		await web.store.reposts.commit(id, 1, 'v_pub.1');
		const answer = await browser.post(`/reposts/${id}/cancel`, {});
		expect(answer.status).toBe(409);
		expect(await answer.text()).toMatch(/role="alert"/);
	});

	test('a post’s page shows how it does beside its Short, or why that is not known', async () => {
		const [account] = await web.store.accounts.list();
		const form = { account: account?.id ?? '', posting: 'inbox', ownContent: 'on' };
		const asked = { ...form, video: 'https://youtu.be/howItDoes12' };
		const path = (await browser.post('/reposts', asked)).headers.get('location') ?? '';
		const id = path.split('/').at(-1) ?? '';
		const page = async () => (await browser.go(path)).text();
		expect(await page()).not.toContain('How it does');
		const url = 'https://www.tiktok.com/@sandbox_creator/video/7678907398077074697';
		await web.store.reposts.finish(id, 1, 'delivered', { postId: '7678907398077074697', url });
		await web.store.readbacks.tidy(1e9);
		expect(await page()).toContain('video.list');
		const counts = { views: 12_345, likes: 0, comments: null, shares: 2 };
		const source = { views: 54_321, likes: 9, comments: null };
		await web.store.readbacks.save([{ repostId: id, counts, source, nextInMs: 1e6 }]);
		const html = await page();
		expect(html).toMatch(/On TikTok<\/th><td>12,345<\/td><td>0<\/td><td>–<\/td><td>2<\/td>/);
		expect(html).toMatch(/On YouTube<\/th><td>54,321<\/td><td>9<\/td><td>–<\/td>/);
		expect(html).toContain(url);
		expect(html).not.toContain('video.list');
	});

	test('terms and privacy name the operator and are open to everyone', async () => {
		for (const path of ['/terms', '/privacy']) {
			const html = await (await openBrowser(web.origin).go(path)).text();
			expect(html).toContain('Ada Example');
			expect(html).toContain('mailto:ada@example.org');
		}
	});

	test('unknown addresses and reposts get a page with 404', async () => {
		for (const path of [
			'/nothing',
			'/reposts/none',
			'/reposts/none/review',
			'/reposts/none/media',
		]) {
			const answer = await browser.go(path);
			expect(answer.status).toBe(404);
			expect(answer.headers.get('content-type')).toContain('text/html');
		}
	});

	test('an account is disconnected only after a question', async () => {
		const [account] = await web.store.accounts.list();
		const path = `/accounts/${account?.id ?? ''}/disconnect`;
		expect(await (await browser.go(path)).text()).toContain('Disconnect');
		expect((await web.store.accounts.list())[0]?.status).toBe('connected');
		expect((await browser.post(path, {})).status).toBe(303);
		expect((await web.store.accounts.list())[0]?.status).toBe('disconnected');
		const html = await (await browser.go('/accounts')).text();
		expect(html).toContain('Connect again');
	});

	test('a second server on the same port is told so in one sentence', async () => {
		const taken = serveWeb(
			{ fetch: () => new Response() },
			{ host: '127.0.0.1', port: web.port },
		);
		await expect(taken).rejects.toMatchObject({ code: 'port_in_use' });
	});
});
