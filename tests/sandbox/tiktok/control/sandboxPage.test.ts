import { putWhole, randomVideo, sha256Of } from '../putChunks';
import { control, stateOf } from '../sandboxControl';
import {
	beginDirect,
	beginInbox,
	connect,
	fetchStatus,
	getUserInfo,
	withTikTok,
} from '../withTikTok';

async function pageOf(tiktok: { origin: string }): Promise<string> {
	return (await fetch(`${tiktok.origin}/sandbox`)).text();
}

describe('the sandbox’s page', () => {
	it('says what it is, and that nothing was posted yet', () =>
		withTikTok({}, async (tiktok) => {
			const page = await pageOf(tiktok);
			expect(page).toContain('This is the 14ms sandbox, not TikTok');
			expect(page).toContain('No post yet.');
			expect(page).not.toContain('Rules that were broken');
		}));

	it('shows posts and drafts with video, caption, account and sha256, safe against markup', () =>
		withTikTok({ processingMs: 0 }, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const video = randomVideo(1000);
			const info = { privacy_level: 'SELF_ONLY', title: '<script>alert(1)</script> #cats' };
			await putWhole((await beginDirect(tiktok, token, 1000, info)).uploadUrl, video);
			const draft = await beginInbox(tiktok, token, 2000);
			await putWhole(draft.uploadUrl, randomVideo(2000));
			const page = await pageOf(tiktok);
			expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; #cats');
			expect(page).toContain(sha256Of(video));
			expect(page).toContain('only me');
			expect(page).toContain('@sandbox_creator');
			expect(page.match(/<video/g)).toHaveLength(2);
			expect(page.match(/Post it/g)).toHaveLength(1);
		}));

	it('serves the very bytes, whole and by range', () =>
		withTikTok({ processingMs: 0 }, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const video = randomVideo(1000);
			const { publishId, uploadUrl } = await beginInbox(tiktok, token, 1000);
			await putWhole(uploadUrl, video);
			const url = `${tiktok.origin}/sandbox/videos/${encodeURIComponent(publishId)}`;
			const get = async (range?: string) => {
				const answer = await fetch(url, { headers: range ? { range } : {} });
				return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
			};
			expect(await get()).toEqual({ status: 200, bytes: video });
			expect(await get('bytes=100-199')).toEqual({
				status: 206,
				bytes: video.subarray(100, 200),
			});
			expect(await get('bytes=-10')).toEqual({ status: 206, bytes: video.subarray(990) });
			expect((await get('bytes=1000-')).status).toBe(416);
		}));

	it('lets the person post a draft or throw it away', () =>
		withTikTok({ processingMs: 0 }, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const drafts: string[] = [];
			for (const sizeBytes of [1000, 2000]) {
				const { publishId, uploadUrl } = await beginInbox(tiktok, token, sizeBytes);
				await putWhole(uploadUrl, randomVideo(sizeBytes));
				drafts.push(publishId);
			}
			await pageOf(tiktok);
			const press = (action: string, publishId = '') =>
				fetch(`${tiktok.origin}/sandbox/page/${action}`, {
					method: 'POST',
					body: new URLSearchParams({ publishId }),
				});
			await press('post-draft', drafts[0]);
			const answer = await press('discard-draft', drafts[1]);
			expect(answer.url).toBe(`${tiktok.origin}/sandbox`);
			const { posts } = await stateOf(tiktok);
			expect(posts).toMatchObject([{ publishId: drafts[0], mode: 'inbox' }]);
			expect(posts[0]?.postId).toMatch(/^\d{19}$/);
		}));
});

describe('the control API', () => {
	it('logs every call, and shows neither token nor secret', () =>
		withTikTok({}, async (tiktok) => {
			const tokens = await connect(tiktok);
			const { publishId, uploadUrl } = await beginInbox(tiktok, tokens.access_token, 1000);
			await putWhole(uploadUrl, randomVideo(1000));
			await fetchStatus(tiktok, tokens.access_token, publishId);
			const { calls } = await stateOf(tiktok);
			expect(
				calls.map(({ endpoint, httpStatus, code }) => [endpoint, httpStatus, code]),
			).toEqual([
				['oauth/token', 200, 'ok'],
				['inbox/video/init', 200, 'ok'],
				['upload', 201, 'ok'],
				['status/fetch', 200, 'ok'],
			]);
			expect(new Set(calls.map(({ user }) => user))).toEqual(new Set(['sandbox_creator']));
			const state = await (await fetch(`${tiktok.origin}/sandbox/state`)).text();
			const uploadToken = new URL(uploadUrl).searchParams.get('upload_token') ?? '?';
			const { access_token, refresh_token } = tokens;
			for (const secret of [access_token, refresh_token, tiktok.clientSecret, uploadToken]) {
				expect(state).not.toContain(secret);
			}
		}));

	it('makes and changes users', () =>
		withTikTok({}, async (tiktok) => {
			await control(tiktok, 'users', { username: 'new.one', displayName: 'New One' });
			await control(tiktok, 'users', { username: 'new.one', privateAccount: true });
			const { access_token: token } = await connect(tiktok, 'new.one');
			const { data } = await getUserInfo(tiktok, token, 'display_name');
			expect(data).toEqual({ user: { display_name: 'New One' } });
			const wrong = await control(tiktok, 'users', { username: 'not a name' });
			expect(wrong.status).toBe(400);
		}));

	it('forgets everything but the client keys on reset', () =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			await putWhole((await beginInbox(tiktok, token, 1000)).uploadUrl, randomVideo(1000));
			await control(tiktok, 'reset');
			const state = await stateOf(tiktok);
			expect(state).toMatchObject({ posts: [], publishes: [], calls: [], violations: [] });
			expect((await getUserInfo(tiktok, token, 'open_id')).code).toBe('access_token_invalid');
			await connect(tiktok);
		}));
});
