import type { TikTokStandIn } from '../../../../sandbox/tiktok/options';
import { putWhole, randomVideo } from '../putChunks';
import { control, stateOf } from '../sandboxControl';
import { beginDirect, callApi, connect, withTikTok } from '../withTikTok';

const listPath = '/v2/video/list/?fields=id,title,share_url,create_time';

async function postVideo(tiktok: TikTokStandIn, token: string, title: string, level?: string) {
	const privacy_level = level ?? 'PUBLIC_TO_EVERYONE';
	const { uploadUrl } = await beginDirect(tiktok, token, 1000, { privacy_level, title });
	await putWhole(uploadUrl, randomVideo(1000));
}

describe('video/list', () => {
	it('lists public posts newest first, page by page', async () => {
		let now = Date.now();
		await withTikTok({ processingMs: 0, now: () => now }, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			for (const title of ['first', 'second', 'third']) {
				now += 1000;
				await postVideo(tiktok, token, title);
				await stateOf(tiktok);
			}
			await postVideo(tiktok, token, 'hidden', 'SELF_ONLY');
			const page = await callApi(tiktok, token, listPath, { max_count: 2 });
			expect(page.data).toMatchObject({
				videos: [{ title: 'third' }, { title: 'second' }],
				has_more: true,
			});
			const { cursor } = page.data;
			const rest = await callApi(tiktok, token, listPath, { max_count: 2, cursor });
			expect(rest.data).toMatchObject({ videos: [{ title: 'first' }], has_more: false });
		});
	});

	it.each([
		['no fields', '/v2/video/list/', {}],
		['a field that is none', '/v2/video/list/?fields=id,sound', {}],
		['more than 20 videos', listPath, { max_count: 21 }],
	])('refuses %s', (_, path, body) =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const reply = await callApi(tiktok, token, path, body);
			expect(reply).toMatchObject({ status: 400, code: 'invalid_params' });
		}),
	);

	it('needs video.list', () =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token } = await connect(tiktok, undefined, 'video.publish');
			const reply = await callApi(tiktok, token, listPath);
			expect(reply).toMatchObject({ status: 401, code: 'scope_not_authorized' });
		}));
});

describe('video/query', () => {
	it('finds the user’s own public videos by id, as strings', () =>
		withTikTok({ processingMs: 0 }, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const { access_token: other } = await connect(tiktok, 'second_creator');
			await postVideo(tiktok, token, 'mine');
			const [post] = (await stateOf(tiktok)).posts;
			const path = '/v2/video/query/?fields=id,share_url';
			const body = { filters: { video_ids: [post?.postId, '7000000000000000001'] } };
			const found = await callApi(tiktok, token, path, body);
			const id = post?.postId ?? '';
			const share_url = `https://www.tiktok.com/@sandbox_creator/video/${id}`;
			expect(found.data).toEqual({ videos: [{ id, share_url }] });
			expect(found.text).toContain(`"${id}"`);
			expect((await callApi(tiktok, other, path, body)).data).toEqual({ videos: [] });
		}));

	const countsPath = '/v2/video/query/?fields=id,view_count,like_count,comment_count,share_count';

	it('tells the numbers that a test has set, and nothing of a post that was deleted', () =>
		withTikTok({ processingMs: 0 }, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			await postVideo(tiktok, token, 'mine');
			const postId = (await stateOf(tiktok)).posts[0]?.postId ?? '';
			const body = { filters: { video_ids: [postId] } };
			const first = await callApi(tiktok, token, countsPath, body);
			const none = { view_count: 0, like_count: 0, comment_count: 0, share_count: 0 };
			expect(first.data).toEqual({ videos: [{ id: postId, ...none }] });
			await control(tiktok, 'counts', { postId, views: 120, shares: 3 });
			const second = await callApi(tiktok, token, countsPath, body);
			const told = { ...none, view_count: 120, share_count: 3 };
			expect(second.data).toEqual({ videos: [{ id: postId, ...told }] });
			expect((await control(tiktok, 'delete-post', { postId })).status).toBe(200);
			expect((await callApi(tiktok, token, countsPath, body)).data).toEqual({ videos: [] });
			expect((await callApi(tiktok, token, listPath)).data).toMatchObject({ videos: [] });
			expect((await control(tiktok, 'delete-post', { postId })).status).toBe(404);
			expect((await control(tiktok, 'counts', { postId: '7', views: 1 })).status).toBe(404);
			expect((await control(tiktok, 'counts', { postId, views: -1 })).status).toBe(400);
		}));

	it.each([
		['no ids', []],
		['21 ids', Array.from({ length: 21 }, (_, n) => `7${n}`)],
		['ids as numbers', [7]],
	])('refuses %s', (_, video_ids) =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const reply = await callApi(tiktok, token, countsPath, { filters: { video_ids } });
			expect(reply).toMatchObject({ status: 400, code: 'invalid_params' });
		}),
	);

	it('needs video.list', () =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token } = await connect(tiktok, undefined, 'video.publish');
			const body = { filters: { video_ids: ['7'] } };
			const reply = await callApi(tiktok, token, countsPath, body);
			expect(reply).toMatchObject({ status: 401, code: 'scope_not_authorized' });
		}));
});
