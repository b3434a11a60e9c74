import { app, mistakesOf, read } from './readWith';

const https = { ...app, TIKTOK_REDIRECT_URI: 'https://14ms.example.com/api/tiktok/callback' };
const hubUrl = 'https://pubsubhubbub.appspot.com/subscribe';

test('WebSub is on where the hub can call', () => {
	const callbackOrigin = 'https://14ms.example.com';
	expect(read(https).webSub).toEqual({ hubUrl, callbackOrigin });
	expect(read({ ...https, WEBSUB: 'on' }).webSub).toEqual({ hubUrl, callbackOrigin });
	const worker = { ...app, TIKTOK_REDIRECT_URI: '', DATABASE_URL: 'postgres://db/x' };
	expect(read(worker, 'worker').webSub).toBeNull();
	expect(read({ ...worker, PUBLIC_URL: callbackOrigin }, 'worker').webSub).not.toBeNull();
	expect(read({ ...https, WEBSUB_HUB_URL: 'https://hub.example/ask' }).webSub?.hubUrl).toBe(
		'https://hub.example/ask',
	);
});

test('and off elsewhere, in the sandbox, and when told so', () => {
	expect(read(app).webSub).toBeNull();
	expect(read({}).webSub).toBeNull();
	expect(read({ ...https, WEBSUB: 'off' }).webSub).toBeNull();
});

test('what cannot work is said', () => {
	expect(mistakesOf({ ...https, WEBSUB: 'yes' })).toEqual(['WEBSUB must be on or off.']);
	expect(mistakesOf({ ...https, WEBSUB_HUB_URL: 'hub.example' })[0]).toMatch(
		/^WEBSUB_HUB_URL is not an http or https URL/,
	);
	const worker = { ...app, TIKTOK_REDIRECT_URI: '', DATABASE_URL: 'postgres://db/x' };
	expect(mistakesOf({ ...worker, WEBSUB: 'on' }, 'worker')).toEqual([]);
	expect(mistakesOf({ ...app, WEBSUB: 'on' })).toEqual([
		expect.stringMatching(/^WEBSUB is on but PUBLIC_URL is not https/),
	]);
});
