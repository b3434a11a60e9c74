import { postSettings } from '../../lib/posting/request';
import { openBrowser, type Browser } from './support/browser';
import { operatorToken, startWebUnderTest, type WebUnderTest } from './support/startWebUnderTest';
import { connect, walkToCallback } from './support/walkConnect';

let web: WebUnderTest;
beforeAll(async () => {
	web = await startWebUnderTest();
});
afterAll(() => web.close());

const withToken = (origin = web.origin): Browser =>
	openBrowser(origin, { Authorization: `Bearer ${operatorToken}` });

describe('connecting a TikTok account', () => {
	test('a script with a cookie jar and the operator token walks it by redirects alone', async () => {
		const browser = withToken();
		const answer = await connect(browser);
		expect(answer.status).toBe(302);
		const location = answer.headers.get('location') ?? '';
		expect(location).toMatch(/^\/accounts\?connected=\w+$/);
		const page = await browser.go(location);
		expect(page.status).toBe(200);
		expect(await page.text()).toContain('sandbox_creator');
		const { items } = (await (await browser.go('/api/v1/accounts')).json()) as {
			items: { username: string; scopes: string[]; status: string }[];
		};
		expect(items).toEqual([
			expect.objectContaining({ username: 'sandbox_creator', status: 'connected' }),
		]);
	});

	test('the callback needs no Authorization header, only the cookie of the browser that began', async () => {
		const browser = withToken();
		const callback = await walkToCallback(browser);
		const answer = await browser.go(callback, { headers: { Authorization: '' } });
		expect(answer.status).toBe(302);
	});

	test('asks for the same person twice and keeps one account', async () => {
		const browser = withToken();
		await connect(browser);
		expect(await web.store.accounts.list()).toHaveLength(1);
	});

	test('the first connect may skip the consent page, a second one always shows it', async () => {
		const authorize = new URL(await withToken().follow('/connect/tiktok'));
		expect(authorize.searchParams.get('disable_auto_auth')).toBe('1');
		expect(authorize.searchParams.get('code_challenge')).toMatch(/^[0-9a-f]{64}$/);
	});

	test('a state works once', async () => {
		const browser = withToken();
		const callback = await walkToCallback(browser);
		expect((await browser.go(callback)).status).toBe(302);
		const again = await browser.go(callback);
		expect(again.status).toBe(400);
		expect(await again.text()).toContain('used before');
	});

	test('a state works only in the browser that began', async () => {
		const callback = await walkToCallback(withToken());
		const stranger = withToken();
		await walkToCallback(stranger);
		const answer = await stranger.go(callback);
		expect(answer.status).toBe(400);
		expect(await answer.text()).toContain('not begun in this browser');
	});

	test('a made-up state is refused, and its code is never sent to TikTok', async () => {
		const answer = await withToken().go('/api/tiktok/callback?code=x&state=made-up');
		expect(answer.status).toBe(400);
	});

	test('a denied consent is told in words', async () => {
		const answer = await connect(withToken(), { decision: 'deny' });
		expect(answer.status).toBe(400);
		expect(await answer.text()).toMatch(/Not connected/);
	});

	test('a consent without any way to post is refused with what to do', async () => {
		const answer = await connect(withToken(), { scopes: 'user.info.basic' });
		expect(answer.status).toBe(409);
		expect(await answer.text()).toContain('connect again');
	});

	test('a consent with only the inbox connects, and the page says what is missing', async () => {
		const browser = withToken();
		const answer = await connect(browser, {
			user: 'second_creator',
			scopes: 'user.info.basic,video.upload',
		});
		const page = await browser.go(answer.headers.get('location') ?? '');
		expect(await page.text()).toContain('posting directly is not');
	});

	test('a reconnect wakes the reposts that wait for this account', async () => {
		const [account] = await web.store.accounts.list();
		const accountId = account?.id ?? '';
		const { repost } = await web.store.reposts.create({
			accountId,
			videoId: 'wakeMeUp123',
			posting: 'inbox',
			settings: postSettings.parse({}),
			ownContent: { statement: 'This is my video.', by: 'test', at: '2026-11-23T00:00:00Z' },
			again: false,
		});
		await web.store.reposts.enter(repost.id, 1, 'needsAttention');
		const user = account?.username ?? 'second_creator';
		await connect(withToken(), { user });
		expect(web.engine.asked).toContain(`nudge ${repost.id}/1`);
	});

	test('begun on 127.0.0.1 it moves to PUBLIC_URL, where the cookies will be, and takes the sign-in along', async () => {
		const browser = withToken(`http://127.0.0.1:${web.port}`);
		const own = await browser.follow('/connect/tiktok');
		expect(own).toMatch(new RegExp(`^${web.origin}/connect/tiktok\\?ticket=`));
		const authorize = await browser.go(own);
		expect(authorize.headers.get('location')).toContain(web.standIn.authorizeUrl);
		expect([...browser.cookies('localhost').keys()].join()).toMatch(/14ms_session/);
		const used = await openBrowser(web.origin).go(own);
		expect(used.headers.get('location')).toMatch(/^\/sign-in\?next=/);
	});

	test('without sign-in nobody can begin', async () => {
		const answer = await openBrowser(web.origin).go('/connect/tiktok');
		expect(answer.status).toBe(302);
		expect(answer.headers.get('location')).toMatch(/^\/sign-in/);
	});

	test('no cookie is readable by scripts or sent from other sites', async () => {
		const answer = await withToken().go('/connect/tiktok');
		for (const line of answer.headers.getSetCookie()) {
			expect(line).toMatch(/HttpOnly/);
			expect(line).toMatch(/SameSite=Lax/);
		}
		expect(answer.headers.getSetCookie()).not.toHaveLength(0);
	});
});
