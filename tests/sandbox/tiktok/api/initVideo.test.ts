import { putWhole, randomVideo } from '../putChunks';
import { control, violationsOf } from '../sandboxControl';
import {
	beginDirect,
	beginInbox,
	callApi,
	connect,
	creatorInfoPath,
	directPath,
	inboxPath,
	sourceOf,
	withTikTok,
} from '../withTikTok';

const source_info = sourceOf(1000);
const toAll = { privacy_level: 'PUBLIC_TO_EVERYONE' };

describe('video/init', () => {
	const refused: [string, object, number, string][] = [
		['no privacy_level', {}, 403, 'privacy_level_option_mismatch'],
		[
			'a privacy_level that is not offered',
			{ privacy_level: 'FOLLOWER_OF_CREATOR' },
			403,
			'privacy_level_option_mismatch',
		],
		[
			'branded content for oneself only',
			{ privacy_level: 'SELF_ONLY', brand_content_toggle: true },
			400,
			'invalid_params',
		],
		[
			'2201 UTF-16 units of caption',
			{ ...toAll, title: 'x'.repeat(2199) + '😀' },
			400,
			'invalid_params',
		],
		['a toggle that is no boolean', { ...toAll, is_aigc: 'true' }, 400, 'invalid_params'],
	];
	it.each(refused)('refuses %s', (_, post_info, status, code) =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const reply = await callApi(tiktok, token, directPath, { post_info, source_info });
			expect(reply).toMatchObject({ status, code, data: {} });
		}),
	);

	it('takes 2200 UTF-16 units of caption', () =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const title = 'x'.repeat(2198) + '😀';
			await beginDirect(tiktok, token, 1000, { ...toAll, title });
		}));

	it.each(['unaudited', 'sandbox'] as const)(
		'is for private posts on private accounts while the app is %s',
		(tier) =>
			withTikTok({ tier }, async (tiktok) => {
				const onlyMe = { post_info: { privacy_level: 'SELF_ONLY' }, source_info };
				const codeOf = async (user: string, body: object) => {
					const { access_token: token } = await connect(tiktok, user);
					const { status, code } = await callApi(tiktok, token, directPath, body);
					return `${status} ${code}`;
				};
				const unaudited = '403 unaudited_client_can_only_post_to_private_accounts';
				expect(await codeOf('sandbox_creator', onlyMe)).toBe(unaudited);
				const toFriends = { privacy_level: 'MUTUAL_FOLLOW_FRIENDS' };
				const body = { post_info: toFriends, source_info };
				expect(await codeOf('private_creator', body)).toBe(unaudited);
				expect(await codeOf('private_creator', onlyMe)).toBe('200 ok');
			}),
	);

	it('lets an unaudited app post for five creators a day', () =>
		withTikTok({ tier: 'unaudited' }, async (tiktok) => {
			const codes: string[] = [];
			for (const username of ['u1', 'u2', 'u3', 'u4', 'u5', 'u6']) {
				await control(tiktok, 'users', { username, privateAccount: true });
				const { access_token: token } = await connect(tiktok, username);
				const post_info = { privacy_level: 'SELF_ONLY' };
				const body = { post_info, source_info };
				codes.push((await callApi(tiktok, token, directPath, body)).code);
			}
			expect(codes).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'reached_active_user_cap']);
		}));

	it('refuses more posts than a creator may make in a day', async () => {
		let now = Date.now();
		await withTikTok({ postsPerDay: 1, now: () => now }, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const video = randomVideo(1000);
			await putWhole((await beginDirect(tiktok, token, 1000)).uploadUrl, video);
			const body = { post_info: toAll, source_info };
			const over = await callApi(tiktok, token, directPath, body);
			expect(over).toMatchObject({ status: 403, code: 'spam_risk_too_many_posts' });
			const info = await callApi(tiktok, token, creatorInfoPath);
			expect(info).toMatchObject({ status: 200, code: 'spam_risk_too_many_posts' });
			now += 24 * 3600_000;
			const { access_token: nextDay } = await connect(tiktok);
			expect((await callApi(tiktok, nextDay, creatorInfoPath)).code).toBe('ok');
		});
	});

	it('records a post without a look at creator_info before', () =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			await callApi(tiktok, token, directPath, { post_info: toAll, source_info });
			expect(await violationsOf(tiktok)).toEqual(['skipped_creator_info']);
		}));

	it('is limited to six calls in any minute, apart from the inbox', () =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			await callApi(tiktok, token, creatorInfoPath);
			const body = { post_info: toAll, source_info };
			const statuses: number[] = [];
			for (let call = 0; call < 7; call++) {
				statuses.push((await callApi(tiktok, token, directPath, body)).status);
			}
			expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429]);
			expect(await violationsOf(tiktok)).toEqual(['over_limit']);
			await beginInbox(tiktok, token, 1000);
		}));
});

describe('inbox/video/init', () => {
	it('refuses the sixth draft that is pending, until one is gone', () =>
		withTikTok({ processingMs: 0 }, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const first = await beginInbox(tiktok, token, 1000);
			await putWhole(first.uploadUrl, randomVideo(1000));
			for (const sizeBytes of [1001, 1002, 1003, 1004]) {
				await beginInbox(tiktok, token, sizeBytes);
			}
			const sixth = await callApi(tiktok, token, inboxPath, { source_info });
			expect(sixth).toMatchObject({
				status: 403,
				code: 'spam_risk_too_many_pending_share',
			});
			await control(tiktok, 'reset');
		}));

	it('counts a draft no longer once the person has posted it or thrown it away', async () => {
		let now = Date.now();
		await withTikTok({ processingMs: 0, now: () => now }, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const drafts: string[] = [];
			for (let sizeBytes = 1; sizeBytes <= 5; sizeBytes++) {
				const { publishId, uploadUrl } = await beginInbox(tiktok, token, sizeBytes);
				await putWhole(uploadUrl, randomVideo(sizeBytes));
				drafts.push(publishId);
			}
			now += 60_000;
			const next = () => callApi(tiktok, token, inboxPath, { source_info: sourceOf(999) });
			expect((await next()).code).toBe('spam_risk_too_many_pending_share');
			const [posted, discarded] = drafts;
			await control(tiktok, 'post-draft', { publishId: posted });
			expect((await next()).code).toBe('ok');
			expect((await next()).code).toBe('spam_risk_too_many_pending_share');
			await control(tiktok, 'discard-draft', { publishId: discarded });
			expect((await next()).code).toBe('ok');
		});
	});

	it('drops a caption that is sent along, as TikTok does', () =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const body = { post_info: { title: 'Lost' }, source_info };
			expect((await callApi(tiktok, token, inboxPath, body)).code).toBe('ok');
		}));

	it('reaches a public account also while the app is unaudited', () =>
		withTikTok({ tier: 'sandbox' }, async (tiktok) => {
			const { access_token: token } = await connect(tiktok, undefined, 'video.upload');
			await beginInbox(tiktok, token, 1000);
		}));

	const refused: [string, unknown, number, string][] = [
		['no source_info', {}, 400, 'invalid_params'],
		['a list', [], 400, 'invalid_params'],
		['text that is no JSON', '{', 400, 'invalid_params'],
		[
			'a size that is a string',
			{ source_info: { ...source_info, video_size: '1000' } },
			400,
			'invalid_params',
		],
		[
			'a plan against the rules',
			{ source_info: { ...source_info, total_chunk_count: 2 } },
			400,
			'invalid_params',
		],
		[
			'a pull from a domain that is not verified',
			{ source_info: { source: 'PULL_FROM_URL', video_url: 'https://example.org/v.mp4' } },
			403,
			'url_ownership_unverified',
		],
	];
	it.each(refused)('refuses %s', (_, body, status, code) =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const reply = await callApi(tiktok, token, inboxPath, body);
			expect(reply).toMatchObject({ status, code });
		}),
	);

	it.each(['text/plain', 'application/json', 'application/json; charset=latin1'])(
		'refuses the content type %s and records it',
		(type) =>
			withTikTok({}, async (tiktok) => {
				const { access_token: token } = await connect(tiktok);
				const headers = { 'content-type': type };
				const reply = await callApi(tiktok, token, inboxPath, { source_info }, headers);
				expect(reply).toMatchObject({ status: 400, code: 'invalid_params' });
				expect(await violationsOf(tiktok)).toEqual(['wrong_content_type']);
			}),
	);

	it('refuses a token that was never given', () =>
		withTikTok({}, async (tiktok) => {
			const reply = await callApi(tiktok, 'act.guess', inboxPath, { source_info });
			expect(reply).toMatchObject({ status: 401, code: 'access_token_invalid' });
		}));

	it('is not for a token without video.upload', () =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token } = await connect(tiktok, undefined, 'video.publish');
			const reply = await callApi(tiktok, token, inboxPath, { source_info });
			expect(reply).toMatchObject({ status: 401, code: 'scope_not_authorized' });
		}));

	it('records an init for what has been received in full, and the duplicate itself', () =>
		withTikTok({ processingMs: 0 }, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const video = randomVideo(1000);
			await putWhole((await beginInbox(tiktok, token, 1000)).uploadUrl, video);
			expect(await violationsOf(tiktok)).toEqual([]);
			const { uploadUrl } = await beginInbox(tiktok, token, 1000);
			expect(await violationsOf(tiktok)).toEqual(['init_after_full_upload']);
			await putWhole(uploadUrl, video);
			expect(await violationsOf(tiktok)).toEqual([
				'init_after_full_upload',
				'duplicate_post',
			]);
		}));
});
