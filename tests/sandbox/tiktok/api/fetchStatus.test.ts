import { putWhole, randomVideo } from '../putChunks';
import { control, violationsOf } from '../sandboxControl';
import {
	beginDirect,
	beginInbox,
	callApi,
	connect,
	fetchStatus,
	statusPath,
	withTikTok,
} from '../withTikTok';

describe('status/fetch', () => {
	it('says PROCESSING_UPLOAD until the processing time is over', async () => {
		let now = Date.now();
		await withTikTok({ now: () => now }, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const { publishId, uploadUrl } = await beginInbox(tiktok, token, 1000);
			await putWhole(uploadUrl, randomVideo(1000));
			const status = async () => (await fetchStatus(tiktok, token, publishId)).data['status'];
			now += 1499;
			expect(await status()).toBe('PROCESSING_UPLOAD');
			now += 1;
			expect(await status()).toBe('SEND_TO_USER_INBOX');
		});
	});

	it.each(['SELF_ONLY', 'MUTUAL_FOLLOW_FRIENDS'])('never gives the id of a %s post', (level) =>
		withTikTok({ processingMs: 0 }, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const info = { privacy_level: level };
			const { publishId, uploadUrl } = await beginDirect(tiktok, token, 1000, info);
			await putWhole(uploadUrl, randomVideo(1000));
			const { data } = await fetchStatus(tiktok, token, publishId);
			expect(data).toEqual({ status: 'PUBLISH_COMPLETE', uploaded_bytes: 1000 });
		}),
	);

	it('turns to PUBLISH_COMPLETE when the person posts the draft', () =>
		withTikTok({ processingMs: 0 }, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const { publishId, uploadUrl } = await beginInbox(tiktok, token, 1000);
			await putWhole(uploadUrl, randomVideo(1000));
			await fetchStatus(tiktok, token, publishId);
			const { body } = await control(tiktok, 'post-draft', { publishId });
			const { data } = await fetchStatus(tiktok, token, publishId);
			expect(data).toMatchObject({
				status: 'PUBLISH_COMPLETE',
				publicaly_available_post_id: [body['postId']],
			});
			expect((await control(tiktok, 'post-draft', { publishId })).status).toBe(404);
		}));

	it('refuses ids that do not exist, are missing, or are another user’s', () =>
		withTikTok({}, async (tiktok) => {
			const mine = await connect(tiktok);
			const other = await connect(tiktok, 'second_creator');
			const { publishId } = await beginInbox(tiktok, mine.access_token, 1000);
			const codeOf = async (token: string, body: object) => {
				const { status, code } = await callApi(tiktok, token, statusPath, body);
				return `${status} ${code}`;
			};
			const unknown = { publish_id: 'v_inbox_file~v2.1' };
			expect(await codeOf(mine.access_token, unknown)).toBe('400 invalid_publish_id');
			expect(await codeOf(mine.access_token, {})).toBe('400 invalid_params');
			expect(await codeOf(other.access_token, { publish_id: publishId })).toBe(
				'400 token_not_authorized_for_specified_publish_id',
			);
		}));

	it('fails a post whose app was removed while it was processed', async () => {
		let now = Date.now();
		await withTikTok({ now: () => now }, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const { publishId, uploadUrl } = await beginInbox(tiktok, token, 1000);
			await putWhole(uploadUrl, randomVideo(1000));
			await control(tiktok, 'revoke', { username: 'sandbox_creator' });
			now += 1500;
			expect((await fetchStatus(tiktok, token, publishId)).code).toBe('access_token_invalid');
			await fetch(`${tiktok.origin}/sandbox/state`);
			const { access_token: again } = await connect(tiktok);
			const { data } = await fetchStatus(tiktok, again, publishId);
			expect(data).toMatchObject({ status: 'FAILED', fail_reason: 'auth_removed' });
		});
	});

	it('is limited to 30 calls in any minute, over all tokens of the account', () =>
		withTikTok({}, async (tiktok) => {
			const { access_token: first } = await connect(tiktok);
			const { access_token: second } = await connect(tiktok);
			const { publishId } = await beginInbox(tiktok, first, 1000);
			for (let call = 0; call < 30; call++) await fetchStatus(tiktok, first, publishId);
			expect((await fetchStatus(tiktok, second, publishId)).status).toBe(429);
			expect(await violationsOf(tiktok)).toEqual(['over_limit']);
		}));
});

describe('cancel', () => {
	it('refuses what is no pull', () =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const { publishId } = await beginInbox(tiktok, token, 1000);
			const path = '/v2/post/publish/cancel/';
			const reply = await callApi(tiktok, token, path, { publish_id: publishId });
			expect(reply).toMatchObject({ status: 400, code: 'publish_not_cancellable' });
		}));
});

describe('the API', () => {
	it('knows its paths with the slash at the end only', () =>
		withTikTok({}, async (tiktok) => {
			const answer = await fetch(`${tiktok.origin}/v2/user/info?fields=open_id`);
			expect(answer.status).toBe(404);
		}));
});
