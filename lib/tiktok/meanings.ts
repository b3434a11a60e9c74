import type { ErrorCode } from '../errors';
import type { Meaning, Remedy } from './errorTable';

export const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

export function means(code: ErrorCode, sentence: string, remedy: Remedy): Meaning {
	return { code, sentence, remedy };
}

export const fail: Remedy = { do: 'fail' };
export const retry: Remedy = { do: 'retry' };
export const needsPerson: Remedy = { do: 'needsPerson' };

export const banned = means(
	'tiktok_banned_from_posting',
	'TikTok does not let this account post: open the TikTok app to see why, then retry the repost.',
	fail,
);
// A daily allowance of the creator over all apps: TikTok says to wait 24 hours.
export const tooManyPosts = means(
	'tiktok_too_many_posts',
	'TikTok takes no more posts from apps for this account today: 14ms goes on in 24 hours, or post in the TikTok app.',
	{ do: 'closeLane', scope: 'account', delayMs: dayMs },
);
const keysRefused = means(
	'tiktok_keys_refused',
	'TikTok does not accept the client key and secret: check TIKTOK_CLIENT_KEY and TIKTOK_CLIENT_SECRET (a TikTok sandbox has keys of its own).',
	needsPerson,
);
const scopeMissing = means(
	'scope_missing',
	'TikTok says a needed permission is missing: connect the account again with all boxes ticked, and check that the app has the scope in TikTok’s portal.',
	needsPerson,
);
const unavailable = means(
	'tiktok_unavailable',
	'TikTok has trouble: try again in a few minutes.',
	retry,
);
const pullNotOurs = means(
	'tiktok_refused',
	'TikTok says that the address of the video is not verified for the app: 14ms sends files itself, so report this.',
	fail,
);

/** TikTok's codes, except those whose meaning hangs on the rest of the answer. facts/tiktok.md §1, §3–§5, §7, §8, §11. */
export const codeMeanings = new Map<string, Meaning>([
	// OAuth
	[
		'access_denied',
		means(
			'connect_denied',
			'The permission was not given on TikTok’s page: connect again and choose to allow it.',
			needsPerson,
		),
	],
	['invalid_client', keysRefused],
	['unauthorized_client', keysRefused],
	[
		'invalid_grant',
		means(
			'connect_failed',
			'TikTok says that the sign-in code was used before or has expired: connect again.',
			needsPerson,
		),
	],
	[
		'invalid_request',
		means(
			'connect_failed',
			'TikTok did not accept the sign-in request: check that TIKTOK_REDIRECT_URI is exactly the one in TikTok’s portal, then connect again.',
			needsPerson,
		),
	],
	[
		'invalid_scope',
		means(
			'scope_missing',
			'TikTok does not offer the permissions that 14ms asks for: add user.info.basic, video.upload and video.publish to the app in TikTok’s portal, then connect again.',
			needsPerson,
		),
	],
	[
		'unsupported_grant_type',
		means(
			'tiktok_refused',
			'TikTok does not know this kind of token request: check TIKTOK_API_URL and update 14ms.',
			fail,
		),
	],
	[
		'unsupported_response_type',
		means(
			'tiktok_refused',
			'TikTok does not know this kind of sign-in: check TIKTOK_AUTHORIZE_URL and update 14ms.',
			fail,
		),
	],
	['server_error', unavailable],
	['temporarily_unavailable', unavailable],
	// Every endpoint
	[
		'access_token_invalid',
		means(
			'reconnect_needed',
			'TikTok does not take the access token: if a fresh one is refused too, connect the account again.',
			{ do: 'refreshToken' },
		),
	],
	['scope_not_authorized', scopeMissing],
	['scope_permission_missed', scopeMissing],
	['internal_error', unavailable],
	[
		'invalid_file_upload',
		means(
			'tiktok_media_refused',
			'TikTok does not accept the file: try another version of the video.',
			fail,
		),
	],
	// May the creator post
	['spam_risk_too_many_posts', tooManyPosts],
	['spam_risk_user_banned_from_posting', banned],
	[
		// A sliding 24 hours over all creators of the app: room may come at any time, so ask hourly.
		'reached_active_user_cap',
		means(
			'tiktok_active_user_cap',
			'The TikTok app has reached its number of posting creators for 24 hours, which is not this account’s doing: 14ms looks again every hour.',
			{ do: 'closeLane', scope: 'app', delayMs: hourMs },
		),
	],
	// Inits
	[
		'unaudited_client_can_only_post_to_private_accounts',
		means(
			'tiktok_unaudited_public_account',
			'The TikTok app is not audited, so TikTok lets it post directly only to private accounts: make the whole account private (a private post is not enough), or use posting `inbox`.',
			needsPerson,
		),
	],
	[
		'privacy_level_option_mismatch',
		means(
			'privacy_not_offered',
			'TikTok does not offer this privacy level to the account: approve it with one of those that it offers.',
			needsPerson,
		),
	],
	[
		'spam_risk_too_many_pending_share',
		means(
			'tiktok_too_many_pending',
			'Five drafts wait in the TikTok inbox, which is all TikTok takes in 24 hours: finish or discard some in the TikTok app; 14ms looks again every hour.',
			{ do: 'closeLane', scope: 'account', delayMs: hourMs },
		),
	],
	['url_ownership_unverified', pullNotOurs],
	[
		'app_version_check_failed',
		means(
			'tiktok_refused',
			'The TikTok app on the phone is too old for this: update it to 31.8 or newer and retry.',
			needsPerson,
		),
	],
	// Status and cancel
	[
		'invalid_publish_id',
		means(
			'tiktok_refused',
			'TikTok does not know this upload: look in the TikTok app whether the video is there before retrying.',
			needsPerson,
		),
	],
	[
		'token_not_authorized_for_specified_publish_id',
		means(
			'tiktok_refused',
			'TikTok says that this upload belongs to another account or other app keys: put back the keys it was made with, or look in the TikTok app whether the video is there.',
			needsPerson,
		),
	],
	[
		'publish_not_cancellable',
		means('not_cancellable', 'TikTok can no longer cancel this post: wait for its end.', fail),
	],
]);
