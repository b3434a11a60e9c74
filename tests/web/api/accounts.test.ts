import { renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { api } from '../support/api';
import { openBrowser } from '../support/browser';
import { connectedWeb } from '../support/connectedWeb';
import type { WebUnderTest } from '../support/startWebUnderTest';

let web: WebUnderTest;
const mine = { account: 'sandbox_creator', video: 'dQw4w9WgXcQ', ownContent: true };

beforeAll(async () => {
	web = await connectedWeb();
});
afterAll(() => web.close());

describe('accounts and the rest', () => {
	test('an account shows its scopes and dates and no token', async () => {
		const { body } = await api(web, 'GET', '/accounts/sandbox_creator');
		expect(body).toMatchObject({ status: 'connected', username: 'sandbox_creator' });
		expect(body.scopes).toContain('video.publish');
		expect(JSON.stringify(body)).not.toMatch(/act\.|rft\./);
	});

	test('creator-info is TikTok’s own answer of now', async () => {
		const { body } = await api(web, 'GET', '/accounts/sandbox_creator/creator-info');
		expect(body.privacyLevelOptions).toContain('PUBLIC_TO_EVERYONE');
	});

	test('usage counts the calls', async () => {
		const { body } = await api(web, 'GET', '/usage');
		expect(body.items).toContainEqual(expect.objectContaining({ provider: 'tiktok' }));
	});

	test('a sign-in link can be made and works', async () => {
		const { status, body } = await api(web, 'POST', '/sign-in-links');
		expect(status).toBe(201);
		const code = new URL(String(body.url)).searchParams.get('code') ?? '';
		const browser = openBrowser(web.origin);
		expect((await browser.post('/sign-in', { code })).status).toBe(303);
	});

	test('the description lists every operation', async () => {
		const { body } = await api(web, 'GET', '/openapi.json');
		expect(body.openapi).toBe('3.1.0');
		expect(Object.keys(body.paths as object)).toEqual(
			expect.arrayContaining([
				'/accounts',
				'/accounts/{account}',
				'/accounts/{account}/creator-info',
				'/reposts',
				'/reposts/{id}',
				'/reposts/{id}/approve',
				'/reposts/{id}/cancel',
				'/reposts/{id}/retry',
				'/sign-in-links',
				'/usage',
			]),
		);
	});

	test('readyz tells when Temporal is away', async () => {
		expect((await fetch(`${web.origin}/readyz`)).status).toBe(200);
		web.engine.away = true;
		const answer = await fetch(`${web.origin}/readyz`);
		web.engine.away = false;
		expect(answer.status).toBe(503);
		expect(await answer.json()).toMatchObject({ store: 'ok', temporal: 'not answering' });
	});

	test('readyz tells when the disk is full', async () => {
		// Linux's /dev/full answers every write with ENOSPC.
		symlinkSync('/dev/full', join(web.settings.dataDir, '.write-test'));
		const answer = await fetch(`${web.origin}/readyz`);
		expect([answer.status, await answer.json()]).toEqual([
			503,
			{ ok: false, store: 'ok', temporal: 'ok', disk: 'full' },
		]);
		expect((await fetch(`${web.origin}/readyz`)).status).toBe(200);
	});

	test('readyz tells when the folder of the embedded store is gone', async () => {
		const { dataDir } = web.settings;
		renameSync(dataDir, `${dataDir}.away`);
		const answer = await fetch(`${web.origin}/readyz`);
		renameSync(`${dataDir}.away`, dataDir);
		expect([answer.status, await answer.json()]).toMatchObject([503, { disk: 'absent' }]);
		expect((await fetch(`${web.origin}/readyz`)).status).toBe(200);
	});

	test('disconnecting gives the grant back to TikTok and keeps the history', async () => {
		await api(web, 'POST', '/reposts', mine);
		const answer = await api(web, 'DELETE', '/accounts/sandbox_creator');
		expect(answer.body).toMatchObject({ status: 'disconnected', scopes: [] });
		const later = await api(web, 'POST', '/reposts', { ...mine, video: 'afterwards1' });
		expect(later.body).toMatchObject({ status: 409, code: 'reconnect_needed' });
		const known = await api(web, 'POST', '/reposts', mine);
		expect(known.body).toMatchObject({ created: false });
	});
});
