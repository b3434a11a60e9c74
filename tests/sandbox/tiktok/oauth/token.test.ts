import { control, violationsOf } from '../sandboxControl';
import {
	allScopes,
	callApi,
	codeFor,
	connect,
	creatorInfoPath,
	exchange,
	getUserInfo,
	postForm,
	refreshWith,
	withTikTok,
} from '../withTikTok';

describe('the token endpoint', () => {
	it('answers flat, with a scope in the singular and lifetimes in seconds', () =>
		withTikTok({ accessTokenTtlSec: 60 }, async (tiktok) => {
			const { status, body } = await exchange(
				tiktok,
				await codeFor(tiktok, 'sandbox_creator'),
			);
			expect(status).toBe(200);
			expect(body).toMatchObject({
				expires_in: 60,
				refresh_expires_in: 180 * 24 * 3600,
				token_type: 'Bearer',
			});
			expect(body['access_token']).toMatch(/^act\./);
			expect(body['refresh_token']).toMatch(/^rft\./);
			expect(body['open_id']).toMatch(/^-000/);
			expect(body['scope']).toBe(allScopes);
		}));

	const mistakes: [string, Record<string, string>, string][] = [
		['a wrong secret', { client_secret: 'guess' }, 'invalid_client'],
		['an unknown key', { client_key: 'guess' }, 'invalid_client'],
		['an empty secret', { client_secret: '' }, 'invalid_request'],
		['another grant type', { grant_type: 'password' }, 'unsupported_grant_type'],
		['a code that was never given', { code: 'x' }, 'invalid_grant'],
		['another redirect_uri', { redirect_uri: 'http://localhost:3000/' }, 'invalid_grant'],
		['another verifier', { code_verifier: 'a'.repeat(43) }, 'invalid_grant'],
		['no verifier', { code_verifier: '' }, 'invalid_grant'],
	];
	it.each(mistakes)('refuses %s under HTTP 200', (_, form, error) =>
		withTikTok({}, async (tiktok) => {
			const code = await codeFor(tiktok, 'sandbox_creator');
			const answer = await exchange(tiktok, code, form);
			expect(answer).toMatchObject({ status: 200, body: { error } });
			expect(answer.body).toHaveProperty('error_description');
			expect(answer.body).toHaveProperty('log_id');
		}),
	);

	it('takes a form only', () =>
		withTikTok({}, async (tiktok) => {
			const answer = await fetch(`${tiktok.origin}/v2/oauth/token/`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: '{}',
			});
			expect(await answer.json()).toMatchObject({ error: 'invalid_request' });
			expect(await violationsOf(tiktok)).toEqual(['wrong_content_type']);
		}));

	it('takes a code once', () =>
		withTikTok({}, async (tiktok) => {
			const code = await codeFor(tiktok, 'sandbox_creator');
			expect((await exchange(tiktok, code)).body).toHaveProperty('access_token');
			expect((await exchange(tiktok, code)).body).toMatchObject({ error: 'invalid_grant' });
		}));

	it('takes a code for five minutes', async () => {
		let now = Date.now();
		await withTikTok({ now: () => now }, async (tiktok) => {
			const code = await codeFor(tiktok, 'sandbox_creator');
			now += 300_000;
			expect((await exchange(tiktok, code)).body).toMatchObject({ error: 'invalid_grant' });
		});
	});

	it('rotates the refresh token, and records when the dead one is used', () =>
		withTikTok({}, async (tiktok) => {
			const { refresh_token: first } = await connect(tiktok);
			const second = (await refreshWith(tiktok, first)).body;
			expect(second['refresh_token']).not.toBe(first);
			expect(await violationsOf(tiktok)).toEqual([]);
			expect((await refreshWith(tiktok, first)).body).toMatchObject({
				error: 'invalid_grant',
			});
			expect(await violationsOf(tiktok)).toEqual(['dead_refresh_token']);
			const third = await refreshWith(tiktok, String(second['refresh_token']));
			expect(third.body).toHaveProperty('access_token');
		}));

	it('counts the refresh token’s lifetime from the first grant', async () => {
		let now = Date.now();
		await withTikTok({ now: () => now }, async (tiktok) => {
			const { refresh_token: token } = await connect(tiktok);
			now += 3600_000;
			const { body } = await refreshWith(tiktok, token);
			expect(body['refresh_expires_in']).toBe(180 * 24 * 3600 - 3600);
		});
	});

	it('lets an access token expire', async () => {
		let now = Date.now();
		await withTikTok({ now: () => now }, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			now += 7200_000 - 1;
			expect((await callApi(tiktok, token, creatorInfoPath)).status).toBe(200);
			now += 1;
			const late = await callApi(tiktok, token, creatorInfoPath);
			expect(late).toMatchObject({ status: 401, code: 'access_token_invalid' });
		});
	});

	it('expires tokens on request, so that a refresh is needed', () =>
		withTikTok({}, async (tiktok) => {
			const tokens = await connect(tiktok);
			await control(tiktok, 'expire-tokens', { username: 'sandbox_creator' });
			const refused = await getUserInfo(tiktok, tokens.access_token, 'open_id');
			expect(refused).toMatchObject({ status: 401, code: 'access_token_invalid' });
			const { body } = await refreshWith(tiktok, tokens.refresh_token);
			const fresh = String(body['access_token']);
			expect((await getUserInfo(tiktok, fresh, 'open_id')).code).toBe('ok');
		}));

	it('revokes with an empty object, after which no token of the pair works', () =>
		withTikTok({}, async (tiktok) => {
			const tokens = await connect(tiktok);
			const form = { token: tokens.access_token };
			const revoked = await postForm(tiktok, '/v2/oauth/revoke/', form);
			expect(revoked).toEqual({ status: 200, body: {} });
			const refused = await getUserInfo(tiktok, tokens.access_token, 'open_id');
			expect(refused.code).toBe('access_token_invalid');
			const { body } = await refreshWith(tiktok, tokens.refresh_token);
			expect(body).toMatchObject({ error: 'invalid_grant' });
			const again = await postForm(tiktok, '/v2/oauth/revoke/', form);
			expect(again.body).toMatchObject({ error: 'invalid_request' });
		}));
});
