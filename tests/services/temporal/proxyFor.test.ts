import { proxyFor } from '../../../services/temporal/proxyFor';

const network = {
	httpProxy: null,
	httpsProxy: 'http://proxy.example:3128',
	noProxy: ['localhost', '127.0.0.1', '::1', '.inner.example', 'exact.example:7233'],
	extraCaFiles: [],
};

test.each([
	['temporal.example:7233', true],
	['exact.example.org:7233', true],
	['notexact.example:7233', true],
	['exact.example:7233', false],
	['below.exact.example:7233', false],
	['a.INNER.example:7233', false],
	['inner.example', false],
	['localhost:7233', false],
	['127.0.0.1:7233', false],
	['127.1.2.3:7233', false],
	['[::1]:7233', false],
])('%s goes through the proxy: %s', (address, isProxied) => {
	const found = proxyFor(address, network);
	expect(found).toEqual(isProxied ? { address: 'proxy.example:3128', login: null } : null);
});

test('loopback is not proxied even when NO_PROXY does not name it', () => {
	for (const address of ['localhost:1', '127.0.0.1:1', '[::1]:1']) {
		expect(proxyFor(address, { ...network, noProxy: [] })).toBeNull();
	}
});

test('a star in NO_PROXY means no proxy at all', () => {
	expect(proxyFor('temporal.example:7233', { ...network, noProxy: ['*'] })).toBeNull();
});

test('HTTP_PROXY serves when there is no HTTPS_PROXY, with port 80 by default', () => {
	const found = proxyFor('a.example:1', {
		...network,
		httpsProxy: null,
		httpProxy: 'http://me:p%40ss@p.example',
	});
	expect(found).toEqual({
		address: 'p.example:80',
		login: { username: 'me', password: 'p@ss' },
	});
});

test('a proxy that is spoken to over TLS is told in words', () => {
	expect(() =>
		proxyFor('a.example:1', { ...network, httpsProxy: 'https://me:s3cret@p.example' }),
	).toThrow(
		'Temporal can be reached only through a proxy with an http:// URL: change HTTPS_PROXY, or add the host of TEMPORAL_ADDRESS to NO_PROXY.',
	);
});
