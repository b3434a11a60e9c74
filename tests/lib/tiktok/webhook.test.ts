import { isStale, newsIn, signatureParts } from '../../../lib/tiktok/webhook';

const hex = 'd84f800d1a2a95aa731dd43349f9d56b3ccef4d0eeb23b7d3697b4a7030c3f87';

test('the header’s two parts are read in any order and spacing', () => {
	const parts = { seconds: '1633174587', signature: hex };
	expect(signatureParts(`t=1633174587,s=${hex}`)).toEqual(parts);
	expect(signatureParts(` s=${hex.toUpperCase()} , t=1633174587 `)).toEqual(parts);
});

test.each([undefined, '', 't=1', `s=${hex}`, `t=abc,s=${hex}`, 't=1,s=12', `t=1,s=${hex}00`])(
	'%s is no signature',
	(header) => {
		expect(signatureParts(header)).toBeNull();
	},
);

test('a signature lives five minutes, and no longer on a clock that runs ahead', () => {
	const atMs = 1_633_174_587_000;
	expect(isStale('1633174587', atMs + 300_000)).toBe(false);
	expect(isStale('1633174587', atMs + 300_001)).toBe(true);
	expect(isStale('1633174587', atMs - 300_001)).toBe(true);
});

const body = (event: string, content: unknown) =>
	JSON.stringify({ client_key: 'ck', event, create_time: 1, user_openid: 'u', content });

test('an event about a post names its upload, whose content comes as a string', () => {
	const content = '{"publish_id":"v_pub.1","post_id":"7678907398077074696"}';
	const event = 'post.publish.publicly_available';
	const news = { about: 'post', publishId: 'v_pub.1', event };
	expect(newsIn(body(event, content))).toEqual(news);
	expect(newsIn(body(event, { publish_id: 'v_pub.1' }))).toEqual(news);
});

test('an event about a permission names the person and the app', () => {
	const event = 'authorization.removed';
	expect(newsIn(body(event, '{"reason": 1 }'))).toEqual({
		...{ about: 'grant', clientKey: 'ck', openId: 'u', event },
	});
});

test.each([
	['video.publish.completed', '{"share_id":"1"}'],
	['portability.download.ready', '{}'],
	['post.publish.complete', 'no JSON'],
	['something.new', undefined],
])('%s is of no use, and no error', (event, content) => {
	expect(newsIn(body(event, content))).toEqual({ about: 'other', event });
});

test.each(['', 'no JSON', '[]', '{"event":1}'])('%s is not TikTok’s form', (text) => {
	expect(newsIn(text)).toBeNull();
});
