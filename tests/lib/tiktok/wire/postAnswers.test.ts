import {
	creatorInfoAnswer,
	initAnswer,
	statusAnswer,
} from '../../../../lib/tiktok/wire/postAnswers';

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
