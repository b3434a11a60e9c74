import { tokenAnswer, userInfoAnswer } from '../../../../lib/tiktok/wire/accountAnswers';

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
