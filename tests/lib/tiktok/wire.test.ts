import {
	creatorInfoAnswer,
	errorIn,
	initAnswer,
	logIdIn,
	statusAnswer,
	tokenAnswer,
	userInfoAnswer,
	videoListAnswer,
} from '../../../lib/tiktok/wire';

test('a token answer gives scopes as a list and lifetimes in seconds', () => {
	const answer = tokenAnswer.parse({
		open_id: '-000abc',
		scope: 'user.info.basic,video.upload',
		access_token: 'act.x',
		refresh_token: 'rft.x',
		expires_in: 7200,
		refresh_expires_in: 15_552_000,
		token_type: 'Bearer',
		something_new: { a: 1 },
	});
	expect(answer).toEqual({
		openId: '-000abc',
		scopes: ['user.info.basic', 'video.upload'],
		accessToken: 'act.x',
		refreshToken: 'rft.x',
		expiresInSec: 7200,
		refreshExpiresInSec: 15_552_000,
	});
});

test.each(['open_id', 'access_token', 'refresh_token', 'expires_in', 'refresh_expires_in'])(
	'a token answer without %s is not taken',
	(field) => {
		const answer: Record<string, unknown> = {
			open_id: 'o',
			scope: 's',
			access_token: 'a',
			refresh_token: 'r',
			expires_in: 1,
			refresh_expires_in: 1,
		};
		expect(tokenAnswer.safeParse(answer).success).toBe(true);
		Reflect.deleteProperty(answer, field);
		expect(tokenAnswer.safeParse(answer).success).toBe(false);
	},
);

test('a user without optional fields has nulls for them', () => {
	expect(userInfoAnswer.parse({ data: { user: { open_id: 'o', display_name: '' } } })).toEqual({
		openId: 'o',
		unionId: null,
		displayName: null,
		avatarUrl: null,
		username: null,
	});
});

test('creator info keeps the privacy levels that 14ms knows', () => {
	const info = creatorInfoAnswer.parse({
		data: {
			creator_username: 'me',
			creator_nickname: '',
			creator_avatar_url: 'https://example.com/a.jpg',
			privacy_level_options: ['PUBLIC_TO_EVERYONE', 'A_NEW_LEVEL', 'SELF_ONLY'],
			comment_disabled: true,
			duet_disabled: false,
			stitch_disabled: false,
			max_video_post_duration_sec: 300,
		},
	});
	expect(info).toEqual({
		username: 'me',
		nickname: 'me',
		avatarUrl: 'https://example.com/a.jpg',
		privacyLevelOptions: ['PUBLIC_TO_EVERYONE', 'SELF_ONLY'],
		commentDisabled: true,
		duetDisabled: false,
		stitchDisabled: false,
		maxVideoPostDurationSec: 300,
	});
});

test('an init without an upload URL is not taken', () => {
	expect(initAnswer.safeParse({ data: { publish_id: 'v_pub_file~v2-1.1' } }).success).toBe(false);
});

test.each([
	[{ status: 'PROCESSING_UPLOAD', uploaded_bytes: 0 }, { uploadedBytes: 0 }],
	[{ status: 'PROCESSING_UPLOAD' }, { uploadedBytes: null }],
	[{ status: 'PROCESSING_UPLOAD', uploaded_bytes: '123' }, { uploadedBytes: 123 }],
	[{ status: 'FAILED', fail_reason: 'internal' }, { failReason: 'internal' }],
	[{ status: 'SEND_TO_USER_INBOX', fail_reason: '' }, { failReason: null }],
	[{ status: 'PUBLISH_COMPLETE' }, { postIds: [] }],
	[{ status: 'PUBLISH_COMPLETE', publicaly_available_post_id: [] }, { postIds: [] }],
	[{ status: 'PUBLISH_COMPLETE', publicaly_available_post_id: null }, { postIds: [] }],
	[
		{ status: 'PUBLISH_COMPLETE', publicaly_available_post_id: ['7678907398077074696', 5] },
		{ postIds: ['7678907398077074696', '5'] },
	],
])('the status %j is read as %j', (data, expected) => {
	expect(statusAnswer.parse({ data })).toMatchObject({ status: data.status, ...expected });
});

test('a status that 14ms does not know is not guessed', () => {
	expect(statusAnswer.safeParse({ data: { status: 'THINKING' } }).success).toBe(false);
});

test('an empty video list is a list', () => {
	expect(videoListAnswer.parse({ data: {} })).toEqual({ videos: [], cursor: 0, hasMore: false });
});

test.each([
	[
		{ error: 'invalid_grant', error_description: 'expired', log_id: 'L1' },
		{ code: 'invalid_grant', message: 'expired', logId: 'L1' },
	],
	[
		{ data: {}, error: { code: 'invalid_params', message: 'm', log_id: 'L2' } },
		{ code: 'invalid_params', message: 'm', logId: 'L2' },
	],
	[
		{ error: { code: 'internal_error', logid: 'L3' } },
		{ code: 'internal_error', message: null, logId: 'L3' },
	],
	[
		{ code: 'access_token_invalid', message: 'bare', log_id: 'L4' },
		{ code: 'access_token_invalid', message: 'bare', logId: 'L4' },
	],
	[{ data: {}, error: { code: 'ok', message: '', log_id: 'L5' } }, null],
	[{ access_token: 'act.x' }, null],
	[{ error: '' }, null],
	[{}, null],
	[null, null],
	[undefined, null],
	['<html>', null],
])('the error in %j is %j', (body, expected) => {
	expect(errorIn(body)).toEqual(expected);
});

test('log_id is found with and without an error, in either spelling', () => {
	expect(logIdIn({ error: { code: 'ok', log_id: 'A' } })).toBe('A');
	expect(logIdIn({ error: { code: 'ok', logid: 'B' } })).toBe('B');
	expect(logIdIn({ log_id: 'C' })).toBe('C');
	expect(logIdIn('text')).toBeNull();
});

test('a lifetime that no date can hold is ten years', () => {
	const answer = { open_id: 'o', access_token: 'a', refresh_token: 'r', expires_in: '0' };
	const { expiresInSec, refreshExpiresInSec } = tokenAnswer.parse({
		...answer,
		refresh_expires_in: 99_999_999_999_999,
	});
	expect(expiresInSec).toBe(0);
	expect(refreshExpiresInSec).toBe(315_360_000);
});

test.each(['a b', 'a\r\nX-Evil: y', 'a\u{1f600}', ''])('%j is no token', (access_token) => {
	const answer = { open_id: 'o', refresh_token: 'r', expires_in: 1, refresh_expires_in: 1 };
	expect(tokenAnswer.safeParse({ ...answer, access_token }).success).toBe(false);
});

test('a name without end is cut, and only web addresses are pictures', () => {
	const user = { open_id: 'o', display_name: 'x'.repeat(100_000) };
	const read = (avatar_url: string) =>
		userInfoAnswer.parse({ data: { user: { ...user, avatar_url } } });
	expect(read('javascript:alert(1)')).toMatchObject({
		displayName: 'x'.repeat(200),
		avatarUrl: null,
	});
	expect(read('https://p16.tiktokcdn.com/a.jpg').avatarUrl).toBe(
		'https://p16.tiktokcdn.com/a.jpg',
	);
});

test('privacy options of a kind that 14ms does not know change nothing for the others', () => {
	const data = { creator_username: 'u', max_video_post_duration_sec: 600 };
	const options = ['SELF_ONLY', 'SOMETHING_NEW', null, 3, { level: 'x' }];
	const read = creatorInfoAnswer.parse({ data: { ...data, privacy_level_options: options } });
	expect(read.privacyLevelOptions).toEqual(['SELF_ONLY']);
});

test('a post id that would lead a link elsewhere is none', () => {
	const data = { status: 'PUBLISH_COMPLETE', uploaded_bytes: 1 };
	const ids = ['../../@someone', 'javascript:alert(1)', 'a/b', '7123456789012345678'];
	const read = statusAnswer.parse({ data: { ...data, publicaly_available_post_id: ids } });
	expect(read.postIds).toEqual(['7123456789012345678']);
});
