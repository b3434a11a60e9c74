import { createHash, randomBytes } from 'node:crypto';

/** A new PKCE verifier for one attempt to connect: 86 characters of TikTok's allowed set. */
export function newVerifier(): string {
	return randomBytes(64).toString('base64url');
}

/** TikTok's own kind of S256: SHA-256 in lowercase hex, not RFC 7636's base64url (facts/tiktok.md §1). */
export function challengeOf(verifier: string): string {
	return createHash('sha256').update(verifier).digest('hex');
}
