import { Problem } from '../../lib/errors';
import { TikTokError } from './tikTokError';

/** A TikTokError as the Problem that people see; anything else is returned as it is. */
export function problemOf(error: unknown): unknown {
	if (!(error instanceof TikTokError)) return error;
	const { meaning, facts } = error;
	return new Problem(meaning.code, error.message, {
		...('delayMs' in meaning.remedy ? { retryAfterMs: meaning.remedy.delayMs } : {}),
		...(facts.logId ? { logId: facts.logId } : {}),
	});
}
