import { z } from 'zod';
import { Problem } from '../../lib/errors';
import { storableJson } from '../../lib/storableJson';
import { nextPacificMidnight } from '../../lib/youtube/pacificMidnight';

const body = z.object({
	error: z.object({
		status: z.string().optional(),
		errors: z.array(z.object({ reason: z.string().optional() })).optional(),
		details: z.array(z.object({ reason: z.string().optional() })).optional(),
	}),
});

const minuteMs = 60_000;

/** What a refusal of the Data API means. `retryAfterMs`: the API is not asked before that. */
export function dataApiProblem(
	{ status, text }: { status: number; text: string },
	now: Date,
): Problem {
	const reasons = reasonsIn(text);
	const says = (...words: string[]): boolean => words.some((word) => reasons.has(word));
	if (says('quotaExceeded', 'dailyLimitExceeded')) {
		const until = nextPacificMidnight(now);
		return new Problem(
			'youtube_quota',
			`The day’s quota of YOUTUBE_API_KEY is used up; it begins anew at ${until.toISOString()}. Until then 14ms uses YouTube’s feeds.`,
			{ retryAfterMs: until.getTime() - now.getTime() },
		);
	}
	if (
		status === 429 ||
		says('rateLimitExceeded', 'userRateLimitExceeded', 'RATE_LIMIT_EXCEEDED')
	) {
		return new Problem(
			'youtube_rate_limited',
			'YouTube’s Data API was asked too often: it is left alone for ten minutes.',
			{ retryAfterMs: 10 * minuteMs },
		);
	}
	const advice = 'check YOUTUBE_API_KEY. Until then 14ms uses YouTube’s feeds.';
	if (says('accessNotConfigured', 'SERVICE_DISABLED')) {
		return refused(
			`The project of YOUTUBE_API_KEY has not switched on “YouTube Data API v3”: do so in the Google Cloud console, or ${advice}`,
		);
	}
	if (
		says('API_KEY_INVALID', 'keyInvalid', 'keyExpired') ||
		(status === 400 && /api key (?:not valid|expired|not found)/i.test(text))
	) {
		return refused(`YouTube does not take the API key: ${advice}`);
	}
	if (status === 401 || status === 403) {
		return refused(
			`YouTube does not let this API key ask (${[...reasons].join(', ')}): ${advice}`,
		);
	}
	if (status >= 500) {
		return new Problem(
			'youtube_try_later',
			`YouTube’s Data API has trouble (${status}): it is asked again next time.`,
		);
	}
	return new Problem(
		'youtube_failed',
		`YouTube’s Data API answered ${status} (${[...reasons].join(', ') || 'without a reason'}).`,
	);
}

/** A person has to act, and may do so any time. */
function refused(sentence: string): Problem {
	return new Problem('youtube_key_refused', sentence, { retryAfterMs: 60 * minuteMs });
}

function reasonsIn(text: string): Set<string> {
	const read = body.safeParse(storableJson(text));
	if (!read.success) return new Set();
	const { status, errors = [], details = [] } = read.data.error;
	const reasons = [status, ...[...errors, ...details].map(({ reason }) => reason)];
	return new Set(reasons.filter((reason) => reason !== undefined));
}
