import type { TikTokStandIn } from '../../../../sandbox/tiktok/options';
import { putWhole, randomVideo } from '../putChunks';
import { stateOf } from '../sandboxControl';
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
});
