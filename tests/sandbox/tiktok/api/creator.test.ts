import { z } from 'zod';

import { control } from '../sandboxControl';
import { callApi, connect, creatorInfoPath, getUserInfo, withTikTok } from '../withTikTok';

const idsSchema = z.object({ open_id: z.string(), union_id: z.string() });

describe('user/info', () => {
	it('gives the fields asked for, and no others', () =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token, open_id } = await connect(tiktok, 'second_creator');
			const { data } = await getUserInfo(tiktok, token, 'open_id,display_name,username');
			expect(data).toEqual({
				user: { open_id, display_name: 'Second Creator', username: 'second_creator' },
			});
		}));

	const refused: [string, string, number, string][] = [
		['no field', '', 400, 'invalid_params'],
		['a field that is none', 'open_id,email', 400, 'invalid_params'],
		['a field beyond the scopes', 'open_id,username', 401, 'scope_not_authorized'],
		['a count beyond the scopes', 'open_id,video_count', 401, 'scope_not_authorized'],
	];
	it.each(refused)('fails as a whole on %s', (_, fields, status, code) =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token } = await connect(tiktok, undefined, 'user.info.basic');
			const reply = await getUserInfo(tiktok, token, fields);
			expect(reply).toMatchObject({ status, code, data: {} });
		}),
	);

	it('knows a person under other client keys by the union_id only', () =>
		withTikTok({}, async (tiktok) => {
			const other = { clientKey: 'other_key', clientSecret: 'other_secret' };
			await control(tiktok, 'apps', other);
			const idsUnder = async (keys: object) => {
				const app = { ...tiktok, ...keys };
				const { access_token: token } = await connect(app);
				const { data } = await getUserInfo(app, token, 'open_id,union_id');
				return idsSchema.parse(data['user']);
			};
			const first = await idsUnder({});
			const second = await idsUnder(other);
			expect(second.union_id).toBe(first.union_id);
			expect(second.open_id).not.toBe(first.open_id);
		}));

	it('has users without union_id', () =>
		withTikTok({}, async (tiktok) => {
			await control(tiktok, 'users', { username: 'sandbox_creator', unionless: true });
			const { access_token: token } = await connect(tiktok);
			const { data } = await getUserInfo(tiktok, token, 'union_id,display_name');
			expect(data).toEqual({ user: { display_name: 'Sandbox Creator' } });
		}));
});

describe('creator_info', () => {
	it('offers a public creator other privacy levels than a private one', () =>
		withTikTok({}, async (tiktok) => {
			const infoOf = async (user: string) => {
				const { access_token: token } = await connect(tiktok, user);
				return (await callApi(tiktok, token, creatorInfoPath, '')).data;
			};
			expect(await infoOf('sandbox_creator')).toMatchObject({
				creator_username: 'sandbox_creator',
				creator_nickname: 'Sandbox Creator',
				privacy_level_options: ['PUBLIC_TO_EVERYONE', 'MUTUAL_FOLLOW_FRIENDS', 'SELF_ONLY'],
				comment_disabled: false,
				duet_disabled: false,
				max_video_post_duration_sec: 600,
			});
			expect(await infoOf('private_creator')).toMatchObject({
				privacy_level_options: [
					'FOLLOWER_OF_CREATOR',
					'MUTUAL_FOLLOW_FRIENDS',
					'SELF_ONLY',
				],
				duet_disabled: true,
				stitch_disabled: true,
			});
		}));

	it('says under HTTP 200 that the creator cannot post now', () =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			const cannotPost = 'spam_risk_too_many_posts';
			await control(tiktok, 'users', { username: 'sandbox_creator', cannotPost });
			const reply = await callApi(tiktok, token, creatorInfoPath);
			expect(reply).toMatchObject({ status: 200, code: cannotPost, data: {} });
		}));

	it('is not for a token that may only send drafts', () =>
		withTikTok({}, async (tiktok) => {
			const { access_token: token } = await connect(tiktok, undefined, 'video.upload');
			const reply = await callApi(tiktok, token, creatorInfoPath);
			expect(reply).toMatchObject({ status: 401, code: 'scope_not_authorized' });
		}));

	it('is limited to 20 calls in any minute', async () => {
		let now = Date.now();
		await withTikTok({ now: () => now }, async (tiktok) => {
			const { access_token: token } = await connect(tiktok);
			for (let call = 0; call < 20; call++) {
				expect((await callApi(tiktok, token, creatorInfoPath)).code).toBe('ok');
			}
			const over = await callApi(tiktok, token, creatorInfoPath);
			expect(over).toMatchObject({ status: 429, code: 'rate_limit_exceeded' });
			now += 60_000;
			expect((await callApi(tiktok, token, creatorInfoPath)).code).toBe('ok');
		});
	});
});
