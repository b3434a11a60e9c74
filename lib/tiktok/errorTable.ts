import type { ErrorCode } from '../errors';
import type { TikTokEndpoint } from './limits';
import { failReasonMeanings } from './failReasons';
import { codeMeanings, dayMs, means, minuteMs } from './meanings';

/** What to do about something that TikTok said (or did not say). */
export type Remedy =
	/** Passing: try the same call again with back-off, a bounded number of times. */
	| { do: 'retry' }
	/** TikTok asks to wait this long; the same call may then be made again. */
	| { do: 'retryAfter'; delayMs: number }
	/** Nothing of this account (or of the whole app) may be posted for that long; not the video's fault. */
	| { do: 'closeLane'; scope: 'account' | 'app'; delayMs: number }
	/** The access token is not taken: refresh it once, then reconnect. */
	| { do: 'refreshToken' }
	/** Waits until a person has acted; looks again after `againMs` (default: hours), in case nobody says that all is well. */
	| { do: 'needsPerson'; againMs?: number }
	/** Final for this attempt. */
	| { do: 'fail' };

/** TikTok's word, translated: our stable code, one sentence for the person, and what to do. */
export interface Meaning {
	code: ErrorCode;
	sentence: string;
	remedy: Remedy;
}

/** What TikTok said. All but the endpoint may be missing. */
export interface TikTokWord {
	endpoint: TikTokEndpoint;
	/** Null when no answer came. */
	httpStatus: number | null;
	/** The code of the body, in either error shape. */
	code: string | null;
	/** Of status/fetch or a webhook, when the post failed. */
	failReason?: string | null;
	/** TikTok's own explanation, or why no answer came; shown where it helps, so it must hold no secret. */
	message?: string | null;
	/** `Retry-After`, if TikTok sent one (it promises none). */
	retryAfterMs?: number | null;
}

/** The meaning of an answer: body first, HTTP status second (TikTok reports errors under HTTP 200). */
export function meaningOfTikTok(word: TikTokWord): Meaning {
	if (word.failReason) return meaningOfFailReason(word.failReason);
	if (word.code && word.code !== 'ok') return meaningOfCode(word, word.code);
	return meaningOfStatus(word);
}

/** The meaning of a `fail_reason` (webhook: `reason`): TikTok is sure that nothing was posted. */
export function meaningOfFailReason(reason: string): Meaning {
	const known = failReasonMeanings.get(reason);
	if (known) return known;
	if (reason.startsWith('spam_risk')) return failReasonMeanings.get('spam_risk') ?? unknown(null);
	return means(
		'tiktok_refused',
		`TikTok did not post the video and gave a reason that 14ms does not know: ${reason.slice(0, 100)}. 14ms tries a few more times.`,
		{ do: 'retry' },
	);
}

function meaningOfCode(word: TikTokWord, code: string): Meaning {
	if (code === 'rate_limit_exceeded') return rateLimited(word);
	if (code === 'invalid_param' || code === 'invalid_params') return invalidParams(word);
	if (word.endpoint === 'oauth/refresh' && code === 'invalid_grant') {
		return means(
			'reconnect_needed',
			'TikTok no longer takes the stored permission: connect the account again.',
			{ do: 'needsPerson' },
		);
	}
	return codeMeanings.get(code) ?? unknown(word.message ?? null);
}

function invalidParams({ endpoint, message }: TikTokWord): Meaning {
	const words = message?.toLowerCase() ?? '';
	if (endpoint.endsWith('video/init') && words.includes('chunk')) {
		return means(
			'tiktok_chunk_plan_refused',
			'TikTok refused the way the file is cut into chunks: 14ms tries another cut; if that is refused too, report it.',
			{ do: 'fail' },
		);
	}
	return means(
		'tiktok_refused',
		`TikTok did not accept the request${said(message)}: this is a mistake in 14ms or in the post's settings, so check them and report it.`,
		{ do: 'fail' },
	);
}

function rateLimited({ retryAfterMs }: TikTokWord): Meaning {
	const delayMs = Math.min(Math.max(retryAfterMs ?? minuteMs, 1000), dayMs);
	return means(
		'tiktok_rate_limited',
		'TikTok takes no more calls for this account this minute: 14ms goes on by itself shortly.',
		{ do: 'retryAfter', delayMs },
	);
}

function unknown(message: string | null): Meaning {
	return means(
		'tiktok_refused',
		`TikTok answered with a code that 14ms does not know${said(message)}. 14ms tries a few more times; keep the code and log_id for TikTok's support.`,
		{ do: 'retry' },
	);
}

function meaningOfStatus(word: TikTokWord): Meaning {
	const { endpoint, httpStatus: status } = word;
	if (status === null) {
		return means(
			'tiktok_unreachable',
			`TikTok did not answer${said(word.message)}: check the network, proxy and certificate settings, then try again.`,
			{ do: 'retry' },
		);
	}
	if (status >= 500 || status === 408) {
		return means(
			'tiktok_unavailable',
			`TikTok has trouble (HTTP ${status}): try again in a few minutes.`,
			{ do: 'retry' },
		);
	}
	if (endpoint === 'upload') return meaningOfUpload(word, status);
	if (status === 429) return rateLimited(word);
	if (status === 401 && !endpoint.startsWith('oauth/'))
		return codeMeanings.get('access_token_invalid') ?? unknown(null);
	if (status >= 400) {
		return means(
			'tiktok_refused',
			`TikTok refused the call with HTTP ${status} and no code: check that the app is approved for it, and TIKTOK_API_URL if it is set.`,
			{ do: 'fail' },
		);
	}
	if (status >= 300) {
		return means(
			'tiktok_refused',
			`TikTok's API answered with a redirect (HTTP ${status}), which 14ms does not follow: check TIKTOK_API_URL and the proxy settings.`,
			{ do: 'fail' },
		);
	}
	return means(
		'tiktok_answer_unreadable',
		'TikTok answered with something that 14ms cannot read: try again; if it stays, update 14ms or check TIKTOK_API_URL and the proxy.',
		{ do: 'retry' },
	);
}

/** facts/tiktok.md §6. */
function meaningOfUpload(word: TikTokWord, status: number): Meaning {
	if (status === 403 || status === 404) {
		return means(
			'tiktok_upload_dead',
			'TikTok no longer takes bytes for this upload, because it has expired or is gone: 14ms asks TikTok what became of it.',
			{ do: 'fail' },
		);
	}
	if (status === 416 || status < 300) {
		return means(
			'tiktok_refused',
			`TikTok and 14ms disagree about which bytes have arrived (HTTP ${status}): 14ms asks TikTok and goes on from there.`,
			{ do: 'retry' },
		);
	}
	if (status === 429) return rateLimited(word);
	return means(
		'tiktok_refused',
		`TikTok refused a part of the file with HTTP ${status}${said(word.message)}: retry the repost, and report it if it happens again.`,
		{ do: 'fail' },
	);
}

function said(message: string | null | undefined): string {
	const words = message?.replace(/\s+/g, ' ').trim().replace(/\.$/, '').slice(0, 200);
	return words ? ` (“${words}”)` : '';
}
