import { createHmac, timingSafeEqual } from 'node:crypto';
import { signatureParts } from '../../lib/tiktok/webhook';

/** HMAC-SHA256 with the client secret over `<t>.<body as it came>`, compared in constant time. */
export function isSignedByTikTok(
	header: string | undefined,
	rawBody: Uint8Array,
	clientSecret: string,
): boolean {
	const parts = signatureParts(header);
	if (!parts) return false;
	const expected = createHmac('sha256', clientSecret)
		.update(`${parts.seconds}.`)
		.update(rawBody)
		.digest();
	return timingSafeEqual(Buffer.from(parts.signature, 'hex'), expected);
}
