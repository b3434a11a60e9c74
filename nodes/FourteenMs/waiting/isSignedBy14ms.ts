import { createHmac, timingSafeEqual } from 'node:crypto';

/** Room for a call that waited in a queue and for clocks that differ. */
const toleranceMs = 300_000;

/** Whether `14ms-Signature: t=<seconds>,s=<HMAC-SHA256 of "t.body" in hex>` was made with this secret a short while ago. */
export function isSignedBy14ms({
	secret,
	header,
	rawBody,
	nowMs,
}: {
	secret: string;
	header: string | string[] | undefined;
	rawBody: Buffer;
	nowMs: number;
}): boolean {
	const [, seconds, signature] = /^t=(\d{1,12}),s=([0-9a-f]{64})$/.exec(String(header)) ?? [];
	if (seconds === undefined || signature === undefined) return false;
	if (Math.abs(nowMs - Number(seconds) * 1000) > toleranceMs) return false;
	const expected = createHmac('sha256', secret).update(`${seconds}.`).update(rawBody).digest();
	return timingSafeEqual(expected, Buffer.from(signature, 'hex'));
}
