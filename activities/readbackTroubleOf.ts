import { Problem } from '../lib/errors';
import type { ReadbackTrouble } from '../lib/readback/readbackTrouble';
import { isTikTokError } from './asFailure';

/** Why TikTok told no numbers; null when it was not TikTok's doing (the store is away), so that the look is made again. */
export function readbackTroubleOf(error: unknown): ReadbackTrouble | null {
	if (isTikTokError(error)) {
		const { code, remedy } = error.meaning;
		if (code === 'scope_missing') return 'no_scope';
		const isPassing = ['retry', 'retryAfter', 'closeLane'].includes(remedy.do);
		return isPassing ? 'unanswered' : 'refused';
	}
	if (!(error instanceof Problem)) return null;
	switch (error.code) {
		case 'scope_missing':
			return 'no_scope';
		case 'reconnect_needed':
			return 'not_connected';
		case 'tiktok_rate_limited':
		case 'tiktok_unavailable':
			return 'unanswered';
		default:
			return null;
	}
}
