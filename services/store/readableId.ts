import { randomBytes } from 'node:crypto';

const base32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** 50 random bits, easy to read out and safe in a URL, a file name and a workflow id. */
export function readableId(): string {
	return Array.from(randomBytes(10), (byte) => base32.charAt(byte % base32.length)).join('');
}
