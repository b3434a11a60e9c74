import { whyNotUploadTo } from '../../../lib/tiktok/uploadUrl';

test.each([
	'https://open-upload.tiktokapis.com/video/?upload_id=1&upload_token=secret',
	'https://upload.us.tiktokapis.com/video/',
	'https://open-upload-sg.tiktokapis.com:443/video/',
	'https://OPEN-UPLOAD-VA.TikTokAPIs.com/video/',
])('bytes may go to %s', (url) => {
	expect(whyNotUploadTo(url, null)).toBeNull();
});

test.each([
	'http://open-upload.tiktokapis.com/video/?upload_token=secret',
	'https://open-upload.tiktokapis.com:8443/?upload_token=secret',
	'https://tiktokapis.com/?upload_token=secret',
	'https://eviltiktokapis.com/?upload_token=secret',
	'https://open-upload.tiktokapis.com.evil.example/?upload_token=secret',
	'https://open-upload.tiktokapis.com./?upload_token=secret',
	'https://evil.example/open-upload.tiktokapis.com?upload_token=secret',
	'https://open-upload.tiktokapis.com@evil.example/?upload_token=secret',
	'https://user:secret@open-upload.tiktokapis.com/',
	'ftp://open-upload.tiktokapis.com/?upload_token=secret',
	'http://127.0.0.1:3000/?upload_token=secret',
	'file:///etc/passwd?upload_token=secret',
	'upload_token=secret',
	'',
])('bytes may not go to %j, and the reason keeps its token to itself', (url) => {
	const why = whyNotUploadTo(url, null);
	expect(why).toMatch(/^it/);
	expect(why).not.toContain('secret');
});

test('with a stand-in its own hostname is allowed on any port, with http, and TikTok’s still is', () => {
	expect(whyNotUploadTo('http://127.0.0.1:9/x', '127.0.0.1')).toBeNull();
	expect(whyNotUploadTo('https://127.0.0.1:8443/x', '127.0.0.1')).toBeNull();
	expect(whyNotUploadTo('https://up.tiktokapis.com/x', '127.0.0.1')).toBeNull();
	expect(whyNotUploadTo('http://localhost:9/x', '127.0.0.1')).not.toBeNull();
	expect(whyNotUploadTo('ftp://127.0.0.1/x', '127.0.0.1')).not.toBeNull();
});
