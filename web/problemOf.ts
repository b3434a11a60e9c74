import { HTTPException } from 'hono/http-exception';
import { Problem, type ErrorCode } from '../lib/errors';
import { problemOf as problemOfTikTok } from '../services/tiktok/problemOf';

/** What a thrown thing means to the person; null for what nobody foresaw. */
export function problemOf(error: unknown): Problem | null {
	const known = problemOfTikTok(error);
	if (known instanceof Problem) return known;
	return error instanceof HTTPException ? fromHttp(error) : null;
}

/** Hono's own refusals: body, content type, cross-site requests. */
function fromHttp(error: HTTPException): Problem {
	const [code, sentence] = refusals[error.status] ?? ['bad_request', 'The request is not valid.'];
	return new Problem(code, sentence);
}

const refusals: Partial<Record<number, [ErrorCode, string]>> = {
	400: ['bad_request', 'The body is not valid JSON: check quotes, commas and brackets.'],
	403: ['forbidden', 'This request came from another website: open 14ms itself and try again.'],
	413: ['too_large', 'The body is too large: 64 kB is the most.'],
	415: [
		'unsupported_content_type',
		'The body must be JSON: send it with `Content-Type: application/json`.',
	],
};
