import axios from 'axios';
import { meaningOfTikTok } from '../../lib/tiktok/errorTable';
import type { TikTokEndpoint } from '../../lib/tiktok/limits';
import { TikTokError } from './tikTokError';

/** The error for a call whose answer never came: TikTok may have acted. `why` is a word like ECONNREFUSED. */
export function unanswered(endpoint: TikTokEndpoint, why: string | null): TikTokError {
	const meaning = meaningOfTikTok({ endpoint, httpStatus: null, code: null, message: why });
	return new TikTokError(endpoint, meaning, { httpStatus: null, tiktokCode: null, logId: null });
}

/** The system's word for what went wrong. Never the error's message, which may hold a URL. */
export function whyNoAnswer(error: unknown): string | null {
	if (axios.isCancel(error)) return 'time-out';
	const code = error instanceof Error && 'code' in error ? error.code : null;
	return typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? code : null;
}
