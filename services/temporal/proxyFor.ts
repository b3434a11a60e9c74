import { Problem } from '../../lib/errors';
import type { NetworkSettings } from '../settings';

/** An http proxy that opens a tunnel (CONNECT). */
export interface TunnelProxy {
	/** `host:port` */
	address: string;
	login: { username: string; password: string } | null;
}

/**
 * The proxy to take to `address` (`host:port`), null for a direct way. Loopback is never proxied.
 * @throws Problem bad_settings for an https:// proxy, which neither of Temporal's connections can use.
 */
export function proxyFor(address: string, network: NetworkSettings): TunnelProxy | null {
	const proxy = network.httpsProxy ?? network.httpProxy;
	const host = address.replace(/:\d+$/u, '').replace(/^\[|\]$/gu, '');
	if (!proxy || isLoopback(host) || network.noProxy.some((entry) => covers(entry, host))) {
		return null;
	}
	const url = new URL(proxy);
	if (url.protocol !== 'http:') {
		throw new Problem(
			'bad_settings',
			'Temporal can be reached only through a proxy with an http:// URL: change HTTPS_PROXY, or add the host of TEMPORAL_ADDRESS to NO_PROXY.',
		);
	}
	const login = url.username
		? {
				username: decodeURIComponent(url.username),
				password: decodeURIComponent(url.password),
			}
		: null;
	return { address: `${url.hostname}:${url.port || '80'}`, login };
}

function isLoopback(host: string): boolean {
	return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/u.test(host);
}

/** `example.com` and `.example.com` both cover the host itself and all below it; `*` covers all. */
function covers(entry: string, host: string): boolean {
	const domain = entry
		.replace(/:\d+$/u, '')
		.replace(/^\*?\./u, '')
		.toLowerCase();
	const name = host.toLowerCase();
	return entry === '*' || name === domain || name.endsWith(`.${domain}`);
}
