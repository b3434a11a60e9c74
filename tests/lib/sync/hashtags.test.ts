import { hashtagKey, hashtagsIn } from '../../../lib/sync/hashtags';

test.each<[string, string[]]>([
	['#one two #three', ['one', 'three']],
	['#a#b', ['a', 'b']],
	['猫#タグ。', ['タグ']],
	['＃全角', ['全角']],
	['##x', ['x']],
	['# x #', []],
	['#️⃣ 1️⃣', []],
	['#café #cafe\u0301', ['café', 'cafe\u0301']],
	['#1', ['1']],
	['https://x.example/a#frag #tag', ['tag']],
	['www.x.example/#frag youtu.be/abc#frag', []],
	['Tom &#39;s', []],
	['#snake_case-kebab', ['snake_case']],
])('%s', (text, tags) => {
	expect(hashtagsIn(text).map(({ tag }) => tag)).toEqual(tags);
});

test('spelling, case and # make no other hashtag', () => {
	expect(hashtagKey('#Café')).toBe(hashtagKey('CAFE\u0301'));
	expect(hashtagKey('＃Tea')).toBe('tea');
});
