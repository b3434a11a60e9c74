import { openBrowser } from '../support/browser';
import { operatorToken, startWebUnderTest, type WebUnderTest } from '../support/startWebUnderTest';
import { createGuessLimit } from '../../../web/auth/guessLimit';
import { makeSignInLink } from '../../../web/auth/signInLink';

describe('guesses at the sign-in form', () => {
	let web: WebUnderTest;
	beforeAll(async () => {
		web = await startWebUnderTest();
	});
	afterAll(() => web.close());

	test('after ten wrong tokens even the right one must wait; links and Bearer callers need not', async () => {
		const browser = openBrowser(web.origin);
		for (let guess = 0; guess < 10; guess++) {
			const wrong = await browser.post('/sign-in', { token: `wrong ${guess}` });
			expect(wrong.status).toBe(401);
		}
		const late = await browser.post('/sign-in', { token: operatorToken });
		expect(late.status).toBe(429);
		expect(await late.text()).toContain('wait a minute');

		const { url } = await makeSignInLink(web);
		const code = new URL(url).searchParams.get('code') ?? '';
		expect((await browser.post('/sign-in', { code })).status).toBe(303);
		const bearer = { headers: { Authorization: `Bearer ${operatorToken}` } };
		expect((await openBrowser(web.origin).go('/api/v1/accounts', bearer)).status).toBe(200);
	});
});

test('a minute after the oldest wrong token the next one is looked at', () => {
	let nowMs = 1_000;
	const guesses = createGuessLimit(() => nowMs);
	for (let guess = 0; guess < 10; guess++) guesses.noteWrong();
	nowMs += 59_999;
	expect(() => guesses.check()).toThrow('Too many wrong operator tokens');
	nowMs += 1;
	expect(() => guesses.check()).not.toThrow();
});
