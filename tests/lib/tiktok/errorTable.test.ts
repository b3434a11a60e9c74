import {
	meaningOfFailReason,
	meaningOfTikTok,
	type TikTokWord,
} from '../../../lib/tiktok/errorTable';
import type { TikTokEndpoint } from '../../../lib/tiktok/limits';

const dayMs = 86_400_000;

// facts/tiktok.md: every code of §1, §3, §4, §5, §7, §8 and §11.
test.each<[TikTokEndpoint, number, string, string, string]>([
	['authorize', 302, 'access_denied', 'connect_denied', 'needsPerson'],
	['oauth/token', 200, 'invalid_client', 'tiktok_keys_refused', 'needsPerson'],
	['oauth/refresh', 200, 'invalid_client', 'tiktok_keys_refused', 'needsPerson'],
	['oauth/token', 200, 'invalid_grant', 'connect_failed', 'needsPerson'],
	['oauth/refresh', 200, 'invalid_grant', 'reconnect_needed', 'needsPerson'],
	['oauth/token', 200, 'invalid_request', 'connect_failed', 'needsPerson'],
	['authorize', 302, 'invalid_scope', 'scope_missing', 'needsPerson'],
	['oauth/token', 200, 'unauthorized_client', 'tiktok_keys_refused', 'needsPerson'],
	['oauth/token', 200, 'unsupported_grant_type', 'tiktok_refused', 'fail'],
	['authorize', 302, 'unsupported_response_type', 'tiktok_refused', 'fail'],
	['oauth/refresh', 200, 'server_error', 'tiktok_unavailable', 'retry'],
	['oauth/refresh', 200, 'temporarily_unavailable', 'tiktok_unavailable', 'retry'],
	['creator_info', 200, 'spam_risk_too_many_posts', 'tiktok_too_many_posts', 'closeLane'],
	[
		'creator_info',
		200,
		'spam_risk_user_banned_from_posting',
		'tiktok_banned_from_posting',
		'fail',
	],
	['creator_info', 200, 'reached_active_user_cap', 'tiktok_active_user_cap', 'closeLane'],
	['creator_info', 401, 'access_token_invalid', 'reconnect_needed', 'refreshToken'],
	['creator_info', 401, 'scope_not_authorized', 'scope_missing', 'needsPerson'],
	['user/info', 400, 'scope_permission_missed', 'scope_missing', 'needsPerson'],
	['creator_info', 429, 'rate_limit_exceeded', 'tiktok_rate_limited', 'retryAfter'],
	['video/init', 400, 'invalid_param', 'tiktok_refused', 'fail'],
	['video/init', 400, 'invalid_params', 'tiktok_refused', 'fail'],
	['video/init', 403, 'spam_risk_too_many_posts', 'tiktok_too_many_posts', 'closeLane'],
	['video/init', 403, 'reached_active_user_cap', 'tiktok_active_user_cap', 'closeLane'],
	[
		'video/init',
		403,
		'unaudited_client_can_only_post_to_private_accounts',
		'tiktok_unaudited_public_account',
		'needsPerson',
	],
	['video/init', 403, 'url_ownership_unverified', 'tiktok_refused', 'fail'],
	['video/init', 403, 'privacy_level_option_mismatch', 'privacy_not_offered', 'needsPerson'],
	[
		'inbox/video/init',
		403,
		'spam_risk_too_many_pending_share',
		'tiktok_too_many_pending',
		'closeLane',
	],
	['inbox/video/init', 500, 'internal_error', 'tiktok_unavailable', 'retry'],
	['inbox/video/init', 400, 'app_version_check_failed', 'tiktok_refused', 'needsPerson'],
	['status/fetch', 400, 'invalid_publish_id', 'tiktok_refused', 'needsPerson'],
	[
		'status/fetch',
		400,
		'token_not_authorized_for_specified_publish_id',
		'tiktok_refused',
		'needsPerson',
	],
	['status/fetch', 400, 'publish_not_cancellable', 'not_cancellable', 'fail'],
	['video/init', 400, 'invalid_file_upload', 'tiktok_media_refused', 'fail'],
])('%s under HTTP %d: %s means %s, so %s', (endpoint, httpStatus, code, ours, remedy) => {
	const meaning = meaningOfTikTok({ endpoint, httpStatus, code });
	expect(meaning).toMatchObject({ code: ours, remedy: { do: remedy } });
	expectSentence(meaning.sentence);
});

test.each(['invalid_param', 'invalid_params'])(
	'%s about the chunks at an init asks for another plan',
	(code) => {
		for (const message of ['The chunk size is invalid', 'The total chunk count is invalid']) {
			for (const endpoint of ['video/init', 'inbox/video/init'] as const) {
				const meaning = meaningOfTikTok({ endpoint, httpStatus: 400, code, message });
				expect(meaning.code).toBe('tiktok_chunk_plan_refused');
			}
		}
		const other = meaningOfTikTok({
			endpoint: 'video/init',
			httpStatus: 400,
			code,
			message: 'The title is invalid.',
		});
		expect(other.code).toBe('tiktok_refused');
		expect(other.sentence).toContain('“The title is invalid”');
	},
);

test.each<[string, string, string]>([
	['internal', 'tiktok_unavailable', 'retry'],
	['video_pull_failed', 'tiktok_refused', 'retry'],
	['photo_pull_failed', 'tiktok_refused', 'retry'],
	['file_format_check_failed', 'tiktok_media_refused', 'fail'],
	['duration_check_failed', 'tiktok_media_refused', 'fail'],
	['frame_rate_check_failed', 'tiktok_media_refused', 'fail'],
	['picture_size_check_failed', 'tiktok_media_refused', 'fail'],
	['auth_removed', 'reconnect_needed', 'needsPerson'],
	['spam_risk', 'tiktok_spam_risk', 'fail'],
	['spam_risk_text', 'tiktok_spam_risk', 'fail'],
	['spam_risk_user_banned_from_posting', 'tiktok_banned_from_posting', 'fail'],
	['spam_risk_too_many_posts', 'tiktok_too_many_posts', 'closeLane'],
	['publish_cancelled', 'cancelled', 'fail'],
	['spam_risk_of_a_new_kind', 'tiktok_spam_risk', 'fail'],
	['something_new', 'tiktok_refused', 'retry'],
])('a post that failed with %s means %s, so %s', (reason, ours, remedy) => {
	const meaning = meaningOfFailReason(reason);
	expect(meaning).toMatchObject({ code: ours, remedy: { do: remedy } });
	expectSentence(meaning.sentence);
	const word: TikTokWord = {
		endpoint: 'status/fetch',
		httpStatus: 200,
		code: 'ok',
		failReason: reason,
	};
	expect(meaningOfTikTok(word)).toEqual(meaning);
});

test('a post that was lost with the permission says that it needs a retry, too', () => {
	expect(meaningOfFailReason('auth_removed').sentence).toMatch(/connect .* again, then retry\.$/);
});

test('an unknown reason is shown as it stands', () => {
	expect(meaningOfFailReason('something_new').sentence).toContain('something_new');
});

// facts/tiktok.md §6, and what any HTTP service may answer.
test.each<[TikTokEndpoint, number | null, string, string]>([
	['upload', null, 'tiktok_unreachable', 'retry'],
	['upload', 302, 'tiktok_refused', 'fail'],
	['upload', 400, 'tiktok_refused', 'fail'],
	['upload', 403, 'tiktok_upload_dead', 'fail'],
	['upload', 404, 'tiktok_upload_dead', 'fail'],
	['upload', 416, 'tiktok_refused', 'retry'],
	['upload', 429, 'tiktok_rate_limited', 'retryAfter'],
	['upload', 500, 'tiktok_unavailable', 'retry'],
	['upload', 502, 'tiktok_unavailable', 'retry'],
	['video/init', null, 'tiktok_unreachable', 'retry'],
	['video/init', 200, 'tiktok_answer_unreadable', 'retry'],
	['video/init', 301, 'tiktok_refused', 'fail'],
	['video/init', 400, 'tiktok_refused', 'fail'],
	['video/init', 401, 'reconnect_needed', 'refreshToken'],
	['video/init', 403, 'tiktok_refused', 'fail'],
	['video/init', 404, 'tiktok_refused', 'fail'],
	['video/init', 408, 'tiktok_unavailable', 'retry'],
	['video/init', 429, 'tiktok_rate_limited', 'retryAfter'],
	['video/init', 500, 'tiktok_unavailable', 'retry'],
	['video/init', 504, 'tiktok_unavailable', 'retry'],
])('%s with HTTP %p and no code means %s, so %s', (endpoint, httpStatus, ours, remedy) => {
	const meaning = meaningOfTikTok({ endpoint, httpStatus, code: null });
	expect(meaning).toMatchObject({ code: ours, remedy: { do: remedy } });
	expectSentence(meaning.sentence);
});

test('an unknown code is retried, with TikTok’s own words shown', () => {
	const meaning = meaningOfTikTok({
		endpoint: 'video/init',
		httpStatus: 403,
		code: 'brand_new_code',
		message: 'Something happened.',
	});
	expect(meaning.remedy).toEqual({ do: 'retry' });
	expect(meaning.sentence).toContain('“Something happened”');
});

test.each(['constructor', 'toString', '__proto__'])(
	'%s is an unknown code like any other',
	(code) => {
		const meaning = meaningOfTikTok({ endpoint: 'video/init', httpStatus: 400, code });
		expect(meaning).toMatchObject({ code: 'tiktok_refused', remedy: { do: 'retry' } });
	},
);

test('a creator’s daily cap closes the account for a day, the app’s cap closes the whole app', () => {
	const at = (code: string) =>
		meaningOfTikTok({ endpoint: 'creator_info', httpStatus: 200, code }).remedy;
	expect(at('spam_risk_too_many_posts')).toEqual({
		do: 'closeLane',
		scope: 'account',
		delayMs: dayMs,
	});
	expect(at('reached_active_user_cap')).toMatchObject({ do: 'closeLane', scope: 'app' });
});

test.each([
	[null, 60_000],
	[7_000, 7_000],
	[0, 1_000],
	[999_999_999, dayMs],
])('a rate limit with Retry-After %p ms waits %d ms', (retryAfterMs, delayMs) => {
	const word = { endpoint: 'status/fetch', httpStatus: 429, retryAfterMs } as const;
	const remedy = { do: 'retryAfter', delayMs };
	expect(meaningOfTikTok({ ...word, code: 'rate_limit_exceeded' }).remedy).toEqual(remedy);
	expect(meaningOfTikTok({ ...word, code: null }).remedy).toEqual(remedy);
});

test('the body is judged before the status', () => {
	const under200 = meaningOfTikTok({
		endpoint: 'creator_info',
		httpStatus: 200,
		code: 'access_token_invalid',
	});
	expect(under200.remedy).toEqual({ do: 'refreshToken' });
});

function expectSentence(sentence: string): void {
	expect(sentence).toMatch(/^[A-Z].{20,}\.$/);
	expect(sentence).not.toMatch(/undefined|null|\[object/);
}
