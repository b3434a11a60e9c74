import { control, stateOf, violationsOf } from './sandboxControl';
import { putWhole, randomVideo } from './putChunks';
import {
	beginDirect,
	beginInbox,
	callApi,
	connect,
	creatorInfoPath,
	fetchStatus,
	getUserInfo,
	inboxPath,
	refreshWith,
	sourceOf,
	withTikTok,
} from './withTikTok';

describe('a fault', () => {
	it('answers what it was told to, as often as it was told to', () =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			await control(tiktok, 'faults', {
				endpoint: 'creator_info',
				kind: 'status',
				httpStatus: 200,
				code: 'reached_active_user_cap',
				times: 2,
			});
			const codes: string[] = [];
			for (let call = 0; call < 3; call++) {
				codes.push((await callApi(tiktok, token, creatorInfoPath)).code);
			}
			expect(codes).toEqual(['reached_active_user_cap', 'reached_active_user_cap', 'ok']);
		}));

	it('can send any body, such as the HTML of a gateway', () =>
		withTikTok({}, async (tiktok) => {
			const body = '<html>Bad gateway</html>';
			const fault = { endpoint: 'user/info', kind: 'status', httpStatus: 502, body };
			await control(tiktok, 'faults', fault);
			const answer = await fetch(`${tiktok.origin}/v2/user/info/`);
			expect(answer.status).toBe(502);
			expect(await answer.text()).toBe(body);
		}));

	it('keeps OAuth’s flat shape on the token endpoint', () =>
		withTikTok({}, async (tiktok) => {
			const { refresh_token: token } = await connect(tiktok);
			await control(tiktok, 'faults', {
				endpoint: 'oauth/token',
				kind: 'status',
				httpStatus: 200,
				code: 'temporarily_unavailable',
			});
			const { body } = await refreshWith(tiktok, token);
			expect(body).toMatchObject({ error: 'temporarily_unavailable' });
			expect((await refreshWith(tiktok, token)).body).toHaveProperty('access_token');
		}));

	it('loses the answer of a refresh that rotated the token', () =>
		withTikTok({}, async (tiktok) => {
			const { refresh_token: token } = await connect(tiktok);
			await control(tiktok, 'faults', { endpoint: 'oauth/token', kind: 'lostAnswer' });
			await expect(refreshWith(tiktok, token)).rejects.toThrow();
			const { body } = await refreshWith(tiktok, token);
			expect(body).toMatchObject({ error: 'invalid_grant' });
			expect(await violationsOf(tiktok)).toEqual(['dead_refresh_token']);
		}));

	it('loses the answer of an init that began a publish', () =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			await control(tiktok, 'faults', { endpoint: 'inbox/video/init', kind: 'lostAnswer' });
			const init = callApi(tiktok, token, inboxPath, { source_info: sourceOf(1000) });
			await expect(init).rejects.toThrow();
			expect((await stateOf(tiktok)).publishes).toHaveLength(1);
		}));

	it('cuts the connection before anything happens', () =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			await control(tiktok, 'faults', { endpoint: 'inbox/video/init', kind: 'cut' });
			const init = callApi(tiktok, token, inboxPath, { source_info: sourceOf(1000) });
			await expect(init).rejects.toThrow();
			expect((await stateOf(tiktok)).publishes).toHaveLength(0);
		}));

	it('delays an answer', () =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			await control(tiktok, 'faults', { endpoint: 'user/info', kind: 'delay', ms: 200 });
			const startedAt = performance.now();
			expect((await getUserInfo(tiktok, token, 'open_id')).code).toBe('ok');
			expect(performance.now() - startedAt).toBeGreaterThan(190);
		}));

	it('lets a publish fail, under HTTP 200 and "ok"', () =>
		withTikTok({ processingMs: 0 }, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const failReason = 'file_format_check_failed';
			const fault = { endpoint: 'inbox/video/init', kind: 'fail', failReason };
			await control(tiktok, 'faults', fault);
			const { publishId, uploadUrl } = await beginInbox(tiktok, token, 1000);
			await putWhole(uploadUrl, randomVideo(1000));
			expect(await fetchStatus(tiktok, token, publishId)).toMatchObject({
				status: 200,
				code: 'ok',
				data: { status: 'FAILED', fail_reason: failReason },
			});
			expect((await stateOf(tiktok)).posts).toEqual([]);
		}));

	it('lets a publish process for ever', async () => {
		let now = Date.now();
		await withTikTok({ processingMs: 0, now: () => now }, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			await control(tiktok, 'faults', { endpoint: 'upload', kind: 'neverEnds' });
			const { publishId, uploadUrl } = await beginInbox(tiktok, token, 1000);
			await putWhole(uploadUrl, randomVideo(1000));
			now += 3600_000;
			const { data } = await fetchStatus(tiktok, token, publishId);
			expect(data).toEqual({ status: 'PROCESSING_UPLOAD', uploaded_bytes: 1000 });
		});
	});

	it('gives the public id later than the post', async () => {
		let now = Date.now();
		await withTikTok({ processingMs: 0, now: () => now }, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			await control(tiktok, 'faults', {
				endpoint: 'video/init',
				kind: 'linkLater',
				ms: 5000,
			});
			const { publishId, uploadUrl } = await beginDirect(tiktok, token, 1000);
			await putWhole(uploadUrl, randomVideo(1000));
			const idsNow = async () =>
				(await fetchStatus(tiktok, token, publishId)).data['publicaly_available_post_id'];
			expect(await idsNow()).toEqual([]);
			now += 5000;
			expect(await idsNow()).toHaveLength(1);
		});
	});

	it('leaves uploaded_bytes out of one answer', () =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const { publishId } = await beginInbox(tiktok, token, 1000);
			await control(tiktok, 'faults', { endpoint: 'status/fetch', kind: 'noUploadedBytes' });
			const bytes = async () =>
				(await fetchStatus(tiktok, token, publishId)).data['uploaded_bytes'];
			expect(await bytes()).toBeUndefined();
			expect(await bytes()).toBe(0);
		}));

	it('is refused when it makes no sense, and is gone after DELETE', () =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const wrong = { endpoint: 'video/init', kind: 'explode' };
			expect((await control(tiktok, 'faults', wrong)).status).toBe(400);
			const fault = { endpoint: 'creator_info', kind: 'status', httpStatus: 500 };
			expect((await control(tiktok, 'faults', fault)).status).toBe(200);
			await fetch(`${tiktok.origin}/sandbox/faults`, { method: 'DELETE' });
			expect((await callApi(tiktok, token, creatorInfoPath)).code).toBe('ok');
		}));
});

it('the control API takes JSON whatever its Content-Type says, as from a plain `curl -d`', () =>
	withTikTok({}, async (tiktok) => {
		const answer = await fetch(`${tiktok.origin}/sandbox/faults`, {
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: '{"endpoint": "upload", "kind": "lostAnswer", "chunk": 2}',
		});
		expect(answer.status).toBe(200);
		expect(await answer.json()).toMatchObject({ faults: [{ kind: 'lostAnswer', chunk: 2 }] });
	}));
