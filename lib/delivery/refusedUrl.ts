/**
 * Why 14ms does not call this URL; null when it may. Loopback and private networks are allowed, since that is where a
 * self-hosted n8n is; link-local ones are not: cloud machines keep their secrets there.
 */
export function refusedUrl(text: string): string | null {
	const url = URL.parse(text);
	if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
		return 'The URL must be a whole one that begins with http:// or https://.';
	}
	if (url.username || url.password) {
		return 'The URL must not hold a name and a password.';
	}
	if (isLinkLocal(url.hostname)) return 'Link-local addresses are not called.';
	return null;
}

/** 169.254.0.0/16 and fe80::/10, also inside of IPv6 (`::ffff:…`), and AWS's metadata address. */
export function isLinkLocal(address: string): boolean {
	const plain = address.replace(/^\[|\]$/g, '').toLowerCase();
	if (/^169\.254\./.test(plain)) return true;
	if (/^fe[89ab][0-9a-f]:/.test(plain) || plain === 'fd00:ec2::254') return true;
	const mapped = /^::(?:ffff:)?([0-9a-f]{1,4}):[0-9a-f]{1,4}$/.exec(plain)?.[1];
	if (mapped !== undefined && Number.parseInt(mapped, 16) === 0xa9fe) return true;
	return /^::(ffff:)?169\.254\./.test(plain);
}
