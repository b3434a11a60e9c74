import type { TokenAnswer } from '../../lib/tiktok/types';
import type { Grant } from '../store/grants';

/**
 * TikTok's token answer as a grant to store. Lifetimes count from `askedAt`, when the call was made, so that a slow
 * answer never makes a token look younger. `scopes` are used when the answer names none (a refresh may not).
 */
export function grantOf(
	answer: TokenAnswer,
	{ clientKey, askedAt, scopes }: { clientKey: string; askedAt: Date; scopes: string[] },
): Grant {
	return {
		clientKey,
		openId: answer.openId,
		accessToken: answer.accessToken,
		refreshToken: answer.refreshToken,
		scopes: answer.scopes.length > 0 ? answer.scopes : scopes,
		accessExpiresAt: new Date(askedAt.getTime() + answer.expiresInSec * 1000),
		refreshExpiresAt: new Date(askedAt.getTime() + answer.refreshExpiresInSec * 1000),
	};
}
