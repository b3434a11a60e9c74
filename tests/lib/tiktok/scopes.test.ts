import {
	askedScopes,
	canPost,
	missingScopes,
	parseScopes,
	userInfoFields,
} from '../../../lib/tiktok/scopes';

test.each([
	['a,b', ['a', 'b']],
	['a, b ,,a', ['a', 'b']],
	['a b', ['a', 'b']],
	['', []],
])('the scope list %j is %j', (text, scopes) => {
	expect(parseScopes(text)).toEqual(scopes);
});

test('user/info is asked only for fields that the scopes allow', () => {
	expect(userInfoFields(['video.upload'])).toEqual([]);
	expect(userInfoFields(['user.info.profile'])).toEqual([]);
	expect(userInfoFields(['user.info.basic'])).not.toContain('username');
	expect(userInfoFields(['user.info.basic', 'user.info.profile'])).toContain('username');
});

test('what was unticked is named', () => {
	expect(missingScopes(['user.info.basic', 'video.upload'])).toEqual(['video.publish']);
	expect(missingScopes([...askedScopes, 'video.list'])).toEqual([]);
});

test('one way of posting is enough', () => {
	expect(canPost(['video.upload'])).toBe(true);
	expect(canPost(['video.publish'])).toBe(true);
	expect(canPost(['user.info.basic', 'video.list'])).toBe(false);
});
