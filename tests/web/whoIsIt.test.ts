import { openBrowser } from './support/browser';
import { operatorToken, startWebUnderTest } from './support/startWebUnderTest';
import { connect } from './support/walkConnect';

test('under new keys and without union_id a person is asked who it is, so that nothing is reposted', async () => {
	const web = await startWebUnderTest();
	const user = { username: 'no_union', displayName: 'No Union', unionless: true };
	await fetch(`${web.standIn.origin}/sandbox/users`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(user),
	});
	const browser = openBrowser(web.origin, { Authorization: `Bearer ${operatorToken}` });
	expect((await connect(browser, { user: user.username })).status).toBe(302);
	const [known] = await web.store.accounts.list();
	const other = await web.changeKeys();
	try {
		const page = await connect(browser, { user: user.username });
		const html = await page.text();
		expect(page.status).toBe(200);
		expect(html).toContain('Is No Union one of these?');
		const pending = /name="pending" value="([^"]+)"/.exec(html)?.[1] ?? '';

		const foreign = await browser.post('/connect/tiktok/finish', {
			pending,
			sameAs: 'not-one-of-these',
		});
		expect(foreign.status).toBe(400);

		const secondPage = await (await connect(browser, { user: user.username })).text();
		const again = /name="pending" value="([^"]+)"/.exec(secondPage)?.[1] ?? '';
		const thief = openBrowser(web.origin, { Authorization: `Bearer ${operatorToken}` });
		const stolen = await thief.post('/connect/tiktok/finish', {
			pending: again,
			sameAs: known?.id ?? '',
		});
		expect(stolen.status).toBe(400);

		const answer = await browser.post('/connect/tiktok/finish', {
			pending: again,
			sameAs: known?.id ?? '',
		});
		expect(answer.status).toBe(302);
		expect(answer.headers.get('location')).toBe(`/accounts?connected=${known?.id ?? ''}`);
		expect(await web.store.accounts.list()).toHaveLength(1);
		expect(html + secondPage).not.toMatch(/act\.|rft\./);
	} finally {
		await other.close();
		await web.close();
	}
});
