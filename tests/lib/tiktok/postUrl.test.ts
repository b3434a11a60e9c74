import { postUrl, shareLink } from '../../../lib/tiktok/postUrl';

test('a link is built from the username, where that is known', () => {
	expect(postUrl('ana', '7678907398077074697')).toBe(
		'https://www.tiktok.com/@ana/video/7678907398077074697',
	);
	expect(postUrl(null, '7678907398077074697')).toBeNull();
});

test.each([
	['https://www.tiktok.com/@ana/video/7?utm_campaign=x#y', 'https://www.tiktok.com/@ana/video/7'],
	['http://www.tiktok.com/@ana/video/7', null],
	['https://tiktok.com.example/@ana/video/7', null],
	['javascript:alert(1)', null],
	['', null],
	[null, null],
])('TikTok’s share_url %p is kept as %p', (shareUrl, link) => {
	expect(shareLink(shareUrl)).toBe(link);
});
