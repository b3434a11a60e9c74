import { createHmac, timingSafeEqual } from 'node:crypto';

/** `X-Hub-Signature: method=hex`: an HMAC over the body as it came, compared in constant time. */
export function isSignedByHub(
	header: string | undefined,
	rawBody: Uint8Array,
	secret: string,
): boolean {
	const [, method, hex] = /^(sha1|sha256|sha384|sha512)=([\da-f]+)$/i.exec(header ?? '') ?? [];
	if (method === undefined || hex === undefined) return false;
	const expected = createHmac(method.toLowerCase(), secret).update(rawBody).digest();
	const given = Buffer.from(hex, 'hex');
	return given.length === expected.length && timingSafeEqual(given, expected);
}
