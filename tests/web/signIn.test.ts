import { request } from 'node:http';
import { makeSignInLink } from '../../web/auth/signInLink';
import { openBrowser } from './support/browser';
import { operatorToken, startWebUnderTest, type WebUnderTest } from './support/startWebUnderTest';

let web: WebUnderTest;
beforeAll(async () => {
	web = await startWebUnderTest();
});
afterAll(() => web.close());

async function link(): Promise<{ url: string; code: string }> {
	const { url } = await makeSignInLink(web);
	return { url, code: new URL(url).searchParams.get('code') ?? '' };
}

describe('signing in', () => {
	test('a sign-in link survives previews: only its button spends it, once', async () => {
		const browser = openBrowser(web.origin);
		const { url, code } = await link();
		expect((await browser.go(url)).status).toBe(200);
		expect((await browser.go(url)).status).toBe(200);
		const signedIn = await browser.post('/sign-in', { code, next: '/accounts' });
		expect(signedIn.status).toBe(303);
		expect(signedIn.headers.get('location')).toBe('/accounts');
		expect((await browser.go('/accounts')).status).toBe(200);
		const late = await openBrowser(web.origin).post('/sign-in', { code });
		expect(late.status).toBe(401);
		expect(await late.text()).toContain('used before');
	});

	test('the operator token signs in too, and a wrong one does not', async () => {
		const browser = openBrowser(web.origin);
		const wrong = await browser.post('/sign-in', { token: 'nonsense', next: '/' });
		expect(wrong.status).toBe(401);
		expect(wrong.headers.getSetCookie()).toEqual([]);
		const right = await browser.post('/sign-in', { token: operatorToken, next: '/' });
		expect(right.status).toBe(303);
		expect((await browser.go('/')).status).toBe(200);
	});

	test('a form body of nothing is no sign-in', async () => {
		expect((await openBrowser(web.origin).post('/sign-in', {})).status).toBe(401);
	});

	test('a damaged form is a 400 in words', async () => {
		const answer = await openBrowser(web.origin).go('/sign-in', {
			method: 'POST',
			body: '--x\r\nContent-Disposition: form-data; name="token"\r\n\r\n1',
			headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
		});
		expect(answer.status).toBe(400);
		expect(await answer.text()).toContain('The form is damaged');
	});

	test('signing out ends the session on the server', async () => {
		const browser = openBrowser(web.origin);
		await browser.post('/sign-in', { token: operatorToken });
		const cookies = [...browser.cookies('localhost')].map(
			([name, value]) => `${name}=${value}`,
		);
		expect((await browser.post('/sign-out', {})).status).toBe(303);
		const replay = await openBrowser(web.origin).go('/', {
			headers: { Cookie: cookies.join('; ') },
		});
		expect(replay.headers.get('location')).toMatch(/^\/sign-in/);
	});

	test.each([
		['https://evil.example/', '/'],
		['//evil.example/', '/'],
		['/\\evil.example/', '/'],
		['/\t/evil.example', '/'],
		['/.//evil.example/', '/'],
		['/a/..//evil.example/', '/'],
		['javascript:alert(1)', '/'],
		['/reposts/a.b?x=1', '/reposts/a.b?x=1'],
	])('after signing in, next=%j leads to %j', async (next, expected) => {
		const answer = await openBrowser(web.origin).post('/sign-in', {
			token: operatorToken,
			next,
		});
		expect(answer.headers.get('location')).toBe(expected);
	});

	test.each([
		'/',
		'/accounts',
		'/reposts/x',
		'/reposts/x/review',
		'/reposts/x/media',
		'/nothing',
	])('%s sends a stranger to the sign-in page', async (path) => {
		const answer = await openBrowser(web.origin).go(path);
		expect(answer.status).toBe(302);
		expect(answer.headers.get('location')).toBe(`/sign-in?next=${encodeURIComponent(path)}`);
	});

	test.each(['/terms', '/privacy', '/healthz', '/readyz', '/sign-in', '/assets/style.css'])(
		'%s is open to everyone',
		async (path) => {
			expect((await openBrowser(web.origin).go(path)).status).toBe(200);
		},
	);

	test('a wrong token is a 401 that names no secret', async () => {
		const answer = await openBrowser(web.origin).go('/api/v1/accounts', {
			headers: { Authorization: 'Bearer wrong-token-of-someone-else' },
		});
		expect(answer.status).toBe(401);
		expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="14ms"');
		const text = await answer.text();
		expect(text).toContain('bad_token');
		expect(text).not.toContain('wrong-token-of-someone-else');
	});
});

describe('what other sites cannot do', () => {
	test.each<[string, Record<string, string>]>([
		['a foreign Origin', { Origin: 'https://evil.example' }],
		['no Origin at all', { Origin: '' }],
		['another port of this machine', { Origin: 'http://localhost:1' }],
		['Sec-Fetch-Site: cross-site', { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' }],
	])('a form with %s is refused although the cookie is there', async (_, headers) => {
		const browser = openBrowser(web.origin);
		await browser.post('/sign-in', { token: operatorToken });
		const answer = await browser.post('/reposts', { video: 'x' }, { headers });
		expect(answer.status).toBe(403);
		expect(web.engine.asked).toEqual([]);
	});

	test('a request with a JSON body from another site is refused, one from here is not', async () => {
		const browser = openBrowser(web.origin);
		await browser.post('/sign-in', { token: operatorToken });
		const ask = (headers: Record<string, string>) =>
			browser.go('/api/v1/sign-in-links', {
				method: 'POST',
				body: '{}',
				headers: { 'Content-Type': 'application/json', ...headers },
			});
		expect((await ask({ Origin: 'https://evil.example' })).status).toBe(403);
		expect((await ask({ Origin: 'null', 'Sec-Fetch-Site': 'same-site' })).status).toBe(403);
		expect((await ask({ Origin: web.origin })).status).toBe(201);
	});

	test('a name that is not ours is refused (DNS rebinding), a token or an address is enough', async () => {
		expect(await statusFor('evil.example')).toBe(403);
		expect(await statusFor('evil.example', `Bearer ${operatorToken}`)).toBe(200);
		expect(await statusFor(`192.168.1.7:${web.port}`)).toBe(200);
		expect(await statusFor(`[::1]:${web.port}`)).toBe(200);
		expect(await statusFor('localhost.evil.example')).toBe(403);
	});

	test('pages forbid inline scripts, framing and caching', async () => {
		const { headers } = await openBrowser(web.origin).go('/terms');
		const policy = headers.get('content-security-policy') ?? '';
		expect(policy).toContain("default-src 'none'");
		expect(policy).toContain("script-src 'self'");
		expect(policy).not.toContain('unsafe-inline');
		expect(policy).toContain("frame-ancestors 'none'");
		expect(headers.get('cache-control')).toBe('no-store');
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('referrer-policy')).toBe('no-referrer');
	});
});

/** fetch sets Host itself, so this goes by hand. */
function statusFor(host: string, authorization?: string): Promise<number | undefined> {
	return new Promise((resolve, reject) => {
		const headers = { Host: host, ...(authorization ? { Authorization: authorization } : {}) };
		const asked = request({ host: '127.0.0.1', port: web.port, path: '/terms', headers });
		asked.on('response', (response) => {
			response.resume();
			resolve(response.statusCode);
		});
		asked.on('error', reject);
		asked.end();
	});
}
