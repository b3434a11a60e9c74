import { putWhole, randomVideo, sha256Of } from './putChunks';
import { stateOf } from './sandboxControl';
import { beginDirect, beginInbox, connect, fetchStatus, withTikTok } from './withTikTok';

describe('startTikTok', () => {
	it('takes a draft into the inbox, from consent to delivery', () =>
		withTikTok({ processingMs: 0 }, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const video = randomVideo(1000);
			const { publishId, uploadUrl } = await beginInbox(tiktok, token, video.length);
			expect((await putWhole(uploadUrl, video)).status).toBe(201);
			const status = await fetchStatus(tiktok, token, publishId);
			expect(status.data).toEqual({ status: 'SEND_TO_USER_INBOX', uploaded_bytes: 1000 });
			const { posts, violations } = await stateOf(tiktok);
			expect(posts).toMatchObject([
				{ publishId, postId: null, mode: 'inbox', sha256: sha256Of(video), caption: '' },
			]);
			expect(violations).toEqual([]);
		}));

	it('makes a public post with an id that a double cannot hold', () =>
		withTikTok({ processingMs: 0 }, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const video = randomVideo(1000);
			const { publishId, uploadUrl } = await beginDirect(tiktok, token, video.length);
			await putWhole(uploadUrl, video);
			const { data, text } = await fetchStatus(tiktok, token, publishId);
			const [post] = (await stateOf(tiktok)).posts;
			expect(post).toMatchObject({ mode: 'direct', caption: 'A caption' });
			const postId = post?.postId ?? '';
			expect(data).toEqual({
				status: 'PUBLISH_COMPLETE',
				publicaly_available_post_id: [postId],
				uploaded_bytes: 1000,
			});
			expect(text).toContain(`[${postId}]`);
			expect(postId).toMatch(/^\d{19}$/);
			expect(String(Number(postId))).not.toBe(postId);
		}));
});
