import { inboxBody, directPostBody } from '../../../lib/tiktok/postBody';
import { chunkPlan } from '../../../lib/tiktok/chunkPlan';
import { postSettings } from '../../../lib/posting/request';
import type { TikTok } from '../../../services/tiktok/tiktok';
import { answering, errorOf, scriptedTikTok, secrets, type SeenRequest } from './scriptedTikTok';

const { accessToken } = secrets;
const ok = '"error":{"code":"ok","message":"","log_id":"L0"}';
const tokenText = JSON.stringify({
	open_id: 'o1',
	scope: 'user.info.basic,video.upload',
	access_token: accessToken,
	refresh_token: secrets.refreshToken,
	expires_in: 7200,
	refresh_expires_in: 15_552_000,
	token_type: 'Bearer',
});

async function asking<T>(text: string, call: (tiktok: TikTok) => Promise<T>, httpStatus = 200) {
	const seen: SeenRequest[] = [];
	await using server = await scriptedTikTok(answering(seen, text, httpStatus));
	const answer = await call(server.tiktok);
	const request = seen[0];
	if (!request) throw new Error('Nothing was asked.');
	return { answer, request };
}

const form = (request: SeenRequest) => Object.fromEntries(new URLSearchParams(request.body));

test('the consent page’s URL speaks TikTok’s dialect', async () => {
	await using server = await scriptedTikTok(answering([], ''));
	const { tiktok, origin } = server;
	const base = {
		state: 's',
		scopes: ['user.info.basic', 'video.upload'],
		redirectUri: 'https://example.com/api/tiktok/callback',
	};
	const url = new URL(tiktok.authorizeUrl({ ...base, alwaysAsk: false }));
	expect(url.origin + url.pathname).toBe(`${origin}/v2/auth/authorize/`);
	expect(Object.fromEntries(url.searchParams)).toEqual({
		client_key: 'the-client-key',
		scope: 'user.info.basic,video.upload',
		response_type: 'code',
		redirect_uri: base.redirectUri,
		state: 's',
	});
	const again = new URL(tiktok.authorizeUrl({ ...base, codeChallenge: 'ab12', alwaysAsk: true }));
	expect(Object.fromEntries(again.searchParams)).toMatchObject({
		code_challenge: 'ab12',
		code_challenge_method: 'S256',
		disable_auto_auth: '1',
	});
});

test('a code with * and ! reaches TikTok as it was, in a form with client_key', async () => {
	const { code, codeVerifier } = secrets;
	const redirectUri = 'http://localhost:3000/api/tiktok/callback';
	const { answer, request } = await asking(tokenText, (tiktok) =>
		tiktok.exchangeCode({ code, redirectUri, codeVerifier }),
	);
	expect(answer).toMatchObject({ openId: 'o1', expiresInSec: 7200 });
	expect(request).toMatchObject({ method: 'POST', url: '/v2/oauth/token/' });
	expect(request.headers['content-type']).toBe('application/x-www-form-urlencoded');
	expect(form(request)).toEqual({
		client_key: 'the-client-key',
		client_secret: secrets.clientSecret,
		code,
		grant_type: 'authorization_code',
		redirect_uri: redirectUri,
		code_verifier: codeVerifier,
	});
});

test('without PKCE no verifier is sent', async () => {
	const { request } = await asking(tokenText, (tiktok) =>
		tiktok.exchangeCode({ code: 'c', redirectUri: 'https://example.com/cb' }),
	);
	expect(form(request)).not.toHaveProperty('code_verifier');
});

test('a refresh sends the refresh token in a form', async () => {
	const { request } = await asking(tokenText, (tiktok) => tiktok.refresh(secrets.refreshToken));
	expect(form(request)).toEqual({
		client_key: 'the-client-key',
		client_secret: secrets.clientSecret,
		grant_type: 'refresh_token',
		refresh_token: secrets.refreshToken,
	});
});

test.each(['', '{}', '{"log_id":"x"}'])('a revoke that answers %j has worked', async (text) => {
	const { answer, request } = await asking(text, (tiktok) => tiktok.revoke(accessToken));
	expect(answer).toBeUndefined();
	expect(request.url).toBe('/v2/oauth/revoke/');
	expect(form(request)).toMatchObject({ token: accessToken, client_key: 'the-client-key' });
});

test('user/info asks for the allowed fields in the query, with the bearer token', async () => {
	const text = `{"data":{"user":{"open_id":"o1","union_id":"u1","display_name":"Me"}},${ok}}`;
	const { answer, request } = await asking(text, (tiktok) =>
		tiktok.userInfo(accessToken, ['user.info.basic']),
	);
	expect(answer).toMatchObject({ openId: 'o1', unionId: 'u1', username: null });
	expect(request).toMatchObject({
		method: 'GET',
		url: '/v2/user/info/?fields=open_id,union_id,avatar_url,display_name',
	});
	expect(request.headers.authorization).toBe(`Bearer ${accessToken}`);
	expect(request.headers['content-type']).toBeUndefined();
});

test('user/info without a scope for it is not asked', async () => {
	const seen: SeenRequest[] = [];
	await using server = await scriptedTikTok(answering(seen, '{}'));
	const error = await errorOf(server.tiktok.userInfo(accessToken, ['video.upload']));
	expect(error.meaning.code).toBe('scope_missing');
	expect(seen).toEqual([]);
});

test('creator_info is a POST of {} with TikTok’s content type', async () => {
	const text = `{"data":{"creator_username":"me","creator_nickname":"Me","privacy_level_options":["SELF_ONLY"],"max_video_post_duration_sec":300},${ok}}`;
	const { answer, request } = await asking(text, (tiktok) => tiktok.creatorInfo(accessToken));
	expect(answer).toMatchObject({ username: 'me', privacyLevelOptions: ['SELF_ONLY'] });
	expect(request).toMatchObject({
		method: 'POST',
		url: '/v2/post/publish/creator_info/query/',
		body: '{}',
	});
	expect(request.headers['content-type']).toBe('application/json; charset=UTF-8');
});

test('a direct post and a draft go to their own endpoints, each with its own body', async () => {
	const plan = chunkPlan(5_000_000);
	const settings = { ...postSettings.parse({ caption: 'Hi 👋' }), privacy: 'SELF_ONLY' as const };
	const text = `{"data":{"publish_id":"v_pub_file~v2-1.1","upload_url":"https://open-upload.tiktokapis.com/video/?upload_token=${secrets.uploadToken}"},${ok}}`;
	const direct = await asking(text, (tiktok) =>
		tiktok.initVideo(accessToken, directPostBody(plan, settings)),
	);
	expect(direct.answer.publishId).toBe('v_pub_file~v2-1.1');
	expect(direct.request.url).toBe('/v2/post/publish/video/init/');
	expect(JSON.parse(direct.request.body)).toMatchObject({
		post_info: { title: 'Hi 👋', privacy_level: 'SELF_ONLY', disable_comment: true },
		source_info: { source: 'FILE_UPLOAD', video_size: 5_000_000, total_chunk_count: 1 },
	});
	const draft = await asking(text, (tiktok) => tiktok.initVideo(accessToken, inboxBody(plan)));
	expect(draft.request.url).toBe('/v2/post/publish/inbox/video/init/');
	expect(Object.keys(JSON.parse(draft.request.body) as object)).toEqual(['source_info']);
});

test('an upload URL elsewhere is refused at once, without being shown', async () => {
	const text = `{"data":{"publish_id":"p","upload_url":"https://evil.example/?upload_token=${secrets.uploadToken}"},${ok}}`;
	const error = await errorOf(
		asking(text, (tiktok) => tiktok.initVideo(accessToken, inboxBody(chunkPlan(1)))),
	);
	expect(error.meaning).toMatchObject({ code: 'tiktok_refused', remedy: { do: 'fail' } });
	expect(error.message).toContain('evil.example');
});

test('19-digit ids that come as bare numbers stay exact', async () => {
	const status = `{"data":{"status":"PUBLISH_COMPLETE","publicaly_available_post_id":[7678907398077074696],"uploaded_bytes":5000000},${ok}}`;
	const { answer, request } = await asking(status, (tiktok) =>
		tiktok.fetchStatus(accessToken, 'v_pub_file~v2-1.1'),
	);
	expect(answer).toEqual({
		status: 'PUBLISH_COMPLETE',
		failReason: null,
		postIds: ['7678907398077074696'],
		uploadedBytes: 5_000_000,
	});
	expect(JSON.parse(request.body)).toEqual({ publish_id: 'v_pub_file~v2-1.1' });

	const list = `{"data":{"videos":[{"id":7678907398077074697,"create_time":1700000000}],"cursor":1700000000000,"has_more":true},${ok}}`;
	const videos = await asking(list, (tiktok) => tiktok.listVideos(accessToken, { cursor: 9 }));
	expect(videos.answer).toMatchObject({
		videos: [{ id: '7678907398077074697' }],
		cursor: 1_700_000_000_000,
		hasMore: true,
	});
	expect(videos.request.url).toContain('/v2/video/list/?fields=id,create_time,');
	expect(JSON.parse(videos.request.body)).toEqual({ cursor: 9, max_count: 20 });
});

test('the numbers of posts come by their ids, which stay exact', async () => {
	const query = `{"data":{"videos":[{"id":7678907398077074697,"share_url":"https://www.tiktok.com/@me/video/7678907398077074697?utm=x","view_count":5000000000,"like_count":7,"share_count":0}]},${ok}}`;
	const postIds = ['7678907398077074697', '7678907398077074698'];
	const { answer, request } = await asking(query, (tiktok) =>
		tiktok.queryVideos(accessToken, postIds),
	);
	expect(answer).toEqual([
		{
			postId: '7678907398077074697',
			shareUrl: 'https://www.tiktok.com/@me/video/7678907398077074697?utm=x',
			...{ views: 5_000_000_000, likes: 7, comments: null, shares: 0 },
		},
	]);
	expect(request.method).toBe('POST');
	expect(request.url).toBe(
		'/v2/video/query/?fields=id,share_url,view_count,like_count,comment_count,share_count',
	);
	expect(JSON.parse(request.body)).toEqual({ filters: { video_ids: postIds } });
});
