import { app, mistakesOf, read, redirect } from './readWith';

const longHost = `${'a.'.repeat(250)}example`;
const cases: [what: string, env: NodeJS.ProcessEnv, sentence: string][] = [
	[
		'spaces around the key',
		{ TIKTOK_CLIENT_KEY: ' awexample1234567' },
		'TIKTOK_CLIENT_KEY has spaces around its value: remove them.',
	],
	[
		'spaces after the secret',
		{ TIKTOK_CLIENT_SECRET: 'Secret0123 ' },
		'TIKTOK_CLIENT_SECRET has spaces around its value: remove them.',
	],
	[
		'quotes around the key',
		{ TIKTOK_CLIENT_KEY: '"awexample1234567"' },
		'TIKTOK_CLIENT_KEY has quotes around its value: remove them.',
	],
	[
		'curly quotes around the secret',
		{ TIKTOK_CLIENT_SECRET: '“Secret”' },
		'TIKTOK_CLIENT_SECRET has quotes around its value: remove them.',
	],
	[
		'a space inside the key',
		{ TIKTOK_CLIENT_KEY: 'awexample 1234567' },
		'TIKTOK_CLIENT_KEY has a space or a line break inside: copy it again, it has none.',
	],
	[
		'a quote inside the secret',
		{ TIKTOK_CLIENT_SECRET: 'Sec"ret' },
		'TIKTOK_CLIENT_SECRET has a quote inside: copy it again, it has none.',
	],
	[
		'the example text as the key',
		{ TIKTOK_CLIENT_KEY: 'your_client_key' },
		'TIKTOK_CLIENT_KEY still holds the example text: put your own value there or remove the line.',
	],
	[
		'the example text in angle brackets',
		{ TIKTOK_CLIENT_SECRET: '<client secret>' },
		'TIKTOK_CLIENT_SECRET still holds the example text: put your own value there or remove the line.',
	],
	[
		'the App ID as the key',
		{ TIKTOK_CLIENT_KEY: '7412345678901234567' },
		'TIKTOK_CLIENT_KEY holds the App ID: take the Client key, which stands below it under Credentials.',
	],
	[
		'the same value twice',
		{ TIKTOK_CLIENT_SECRET: app.TIKTOK_CLIENT_KEY },
		'TIKTOK_CLIENT_KEY and TIKTOK_CLIENT_SECRET are the same: copy both again, they differ.',
	],
	[
		'a redirect that is no URL',
		{ TIKTOK_REDIRECT_URI: 'localhost:3000/api/tiktok/callback' },
		`TIKTOK_REDIRECT_URI is not a URL: write it whole, for example ${redirect}.`,
	],
	[
		'a redirect with * as its port',
		{ TIKTOK_REDIRECT_URI: 'http://127.0.0.1:*/api/tiktok/callback' },
		`TIKTOK_REDIRECT_URI has * as its port: write the real port, for example ${redirect}.`,
	],
	[
		'a redirect with a slash at the end',
		{ TIKTOK_REDIRECT_URI: `${redirect}/` },
		'TIKTOK_REDIRECT_URI ends with a slash: TikTok compares it letter by letter; remove the slash, here and in the TikTok app.',
	],
	[
		'a redirect to another path',
		{ TIKTOK_REDIRECT_URI: 'http://localhost:3000/callback' },
		`TIKTOK_REDIRECT_URI must have the path /api/tiktok/callback: write it like ${redirect}.`,
	],
	[
		'a redirect with http off localhost',
		{ TIKTOK_REDIRECT_URI: 'http://14ms.example.com/api/tiktok/callback' },
		'TIKTOK_REDIRECT_URI uses http off this machine: TikTok asks for https, except on localhost and 127.0.0.1.',
	],
	[
		'a redirect on localhost without a port',
		{ TIKTOK_REDIRECT_URI: 'http://localhost/api/tiktok/callback' },
		'TIKTOK_REDIRECT_URI has no port: TikTok asks for one on localhost, for example http://localhost:3000/api/tiktok/callback.',
	],
	[
		'a redirect with a query',
		{ TIKTOK_REDIRECT_URI: `${redirect}?from=tiktok` },
		'TIKTOK_REDIRECT_URI has a query or a fragment (? or #): TikTok refuses both; remove it.',
	],
	[
		'a redirect with a fragment',
		{ TIKTOK_REDIRECT_URI: `${redirect}#` },
		'TIKTOK_REDIRECT_URI has a query or a fragment (? or #): TikTok refuses both; remove it.',
	],
	[
		'a redirect with a user name',
		{ TIKTOK_REDIRECT_URI: 'https://me@x.example/api/tiktok/callback' },
		'TIKTOK_REDIRECT_URI holds a user name or password: remove it.',
	],
	[
		'an authorize URL that is an origin only',
		{ TIKTOK_AUTHORIZE_URL: 'http://127.0.0.1:9000' },
		'TIKTOK_AUTHORIZE_URL must be the whole URL with its path: write it like https://www.tiktok.com/v2/auth/authorize/.',
	],
	[
		'an authorize URL that is none',
		{ TIKTOK_AUTHORIZE_URL: 'tiktok' },
		'TIKTOK_AUTHORIZE_URL is not an http or https URL: write it like https://www.tiktok.com/v2/auth/authorize/.',
	],
	[
		'an API URL with /v2',
		{ TIKTOK_API_URL: 'http://127.0.0.1:9000/v2' },
		'TIKTOK_API_URL must stop after the host and port: write it like https://open.tiktokapis.com.',
	],
	[
		'an API URL without a scheme',
		{ TIKTOK_API_URL: '127.0.0.1:9000' },
		'TIKTOK_API_URL is not an http or https URL: write it like https://open.tiktokapis.com.',
	],
	[
		'the secret alone',
		{ TIKTOK_CLIENT_KEY: '' },
		"TIKTOK_CLIENT_KEY is not set: copy the Client key from your app's page at developers.tiktok.com.",
	],
	[
		'the key alone',
		{ TIKTOK_CLIENT_SECRET: '' },
		"TIKTOK_CLIENT_SECRET is not set: copy the Client secret from your app's page at developers.tiktok.com.",
	],
	[
		'no redirect',
		{ TIKTOK_REDIRECT_URI: '' },
		"TIKTOK_REDIRECT_URI is not set: write the redirect URI exactly as it stands on your app's page at developers.tiktok.com.",
	],
	[
		'a public URL elsewhere',
		{ PUBLIC_URL: 'http://127.0.0.1:3000' },
		'PUBLIC_URL is at http://127.0.0.1:3000 but TIKTOK_REDIRECT_URI at http://localhost:3000: a browser signs in at one place only, so give both the same, or leave PUBLIC_URL out.',
	],
	[
		'a redirect of 512 characters',
		{ TIKTOK_REDIRECT_URI: `https://${longHost}/api/tiktok/callback` },
		'TIKTOK_REDIRECT_URI has 512 or more characters: TikTok takes fewer.',
	],
];

test.each(cases)('%s is told in one sentence', (_, env, sentence) => {
	expect(mistakesOf({ ...app, ...env })).toEqual([sentence]);
});

describe('names that are slips', () => {
	test.each([
		['TIKTOK_CLIENT_ID', 'TIKTOK_CLIENT_KEY'],
		['TIKTOK_CLIENT_KEYS', 'TIKTOK_CLIENT_KEY'],
		['TIKTOK_APP_SECRET', 'TIKTOK_CLIENT_SECRET'],
		['TIKTOK_CLIENT_SERCET', 'TIKTOK_CLIENT_SECRET'],
		['TIKTOK_REDIRECT_URL', 'TIKTOK_REDIRECT_URI'],
		['TIKTOK_CALLBACK_URL', 'TIKTOK_REDIRECT_URI'],
	])('%s gets told of %s, once', (name, meant) => {
		expect(mistakesOf({ ...app, [meant]: '', [name]: 'something' })).toEqual([
			`${name} is not a setting of 14ms: did you mean ${meant}?`,
		]);
	});

	test('a slip alone is no sandbox mode', () => {
		expect(mistakesOf({ TIKTOK_CLIENT_ID: 'x' })).toHaveLength(3);
	});

	test('TIKTOK_* names of other programs are left alone', () => {
		const env = { ...app, TIKTOK_PIXEL: '1', TIKTOK_CLIENT_ID: 'same key, other program' };
		expect(mistakesOf(env)).toEqual([]);
		expect(read({ TIKTOK_PIXEL: '1' }).mode).toBe('sandbox');
	});
});
