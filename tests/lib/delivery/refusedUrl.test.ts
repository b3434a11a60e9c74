import { refusedUrl } from '../../../lib/delivery/refusedUrl';

test.each([
	'http://127.0.0.1:5678/webhook',
	'http://localhost:5678/',
	'https://n8n.example.com/webhook-waiting/1',
	'http://192.168.1.10:5678/',
	'http://[::1]:5678/',
])('%s may be called', (url) => {
	expect(refusedUrl(url)).toBeNull();
});

test.each([
	'http://169.254.169.254/latest/meta-data',
	'http://2852039166/',
	'http://0xa9fea9fe/',
	'http://[fe80::1]/',
	'http://[::ffff:169.254.169.254]/',
	'http://[fd00:ec2::254]/',
	'ftp://localhost/',
	'file:///etc/passwd',
	'https://name:password@n8n.example.com/',
	'not a URL',
])('%s may not', (url) => {
	expect(refusedUrl(url)).toMatch(/\.$/);
});
