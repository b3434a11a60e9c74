import { openBrowser } from './support/browser';
import { operatorToken, startWebUnderTest } from './support/startWebUnderTest';
import { connect } from './support/walkConnect';
import { addN8n, knownN8n, n8nClient, walk } from './oauth/n8nClient';

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

test('a stranger on the way of an OAuth2 client is neither asked nor told who is there', async () => {
	const web = await startWebUnderTest();
	await fetch(`${web.standIn.origin}/sandbox/users`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ username: 'no_union', displayName: 'No Union', unionless: true }),
	});
	const operator = openBrowser(web.origin, { Authorization: `Bearer ${operatorToken}` });
	await connect(operator, { user: 'sandbox_creator' });
	const [known] = await web.store.accounts.list();
	await addN8n(web);
	const other = await web.changeKeys();
	try {
		const url = n8nClient(web, knownN8n).authorizeUrl().href;
		const { page } = await walk(openBrowser(web.origin), url, { user: 'no_union' });
		expect(page?.status).toBe(401);
		expect(await page?.text()).not.toContain(known?.displayName);
	} finally {
		await other.close();
		await web.close();
	}
});
