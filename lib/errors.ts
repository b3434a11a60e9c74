/** How an error leaves 14ms: HTTP status on the API, exit code in the CLI (1 failed, 2 usage, 3 needs attention). */
interface Exit {
	status: number;
	exitCode: 1 | 2 | 3;
}

const usage = (status = 400): Exit => ({ status, exitCode: 2 });
const failed = (status = 502): Exit => ({ status, exitCode: 1 });
const attention = (status = 409): Exit => ({ status, exitCode: 3 });

/**
 * Every error code of 14ms. Codes are public and never change their meaning: the API sends them as `code`,
 * the CLI in `error.code`, n8n shows them.
 */
export const catalogue = {
	// What was asked for
	bad_request: usage(),
	bad_settings: usage(),
	bad_youtube_url: usage(),
	bad_channel: usage(),
	bad_caption_template: usage(),
	channel_not_verified: usage(409),
	sync_paused: usage(409),
	bad_caption: usage(),
	privacy_required: usage(),
	privacy_not_offered: usage(409),
	branded_not_private: usage(),
	own_content_required: usage(),
	account_required: usage(),
	unknown_account: usage(404),
	ambiguous_account: usage(409),
	not_found: usage(404),
	not_awaiting_review: usage(409),
	preview_changed: usage(409),
	not_cancellable: usage(409),
	not_editable: usage(409),
	not_retryable: usage(409),
	posting_uncertain: usage(409),
	not_signed_in: usage(401),
	bad_token: usage(401),
	forbidden: usage(403),
	too_many_guesses: usage(429),
	too_large: usage(413),
	method_not_allowed: usage(405),
	unsupported_content_type: usage(415),
	too_many_requests: failed(429),
	insufficient_scope: usage(403),
	idempotency_mismatch: usage(422),
	oauth_refused: usage(),
	callback_unreachable: usage(422),
	callback_refused: usage(422),
	// This machine
	data_dir_in_use: usage(409),
	data_dir_unusable: usage(500),
	wrong_secret_keys: usage(500),
	port_in_use: usage(500),
	tool_missing: usage(500),
	tools_not_updated: failed(500),
	store_unavailable: failed(503),
	ledger_restored: failed(409),
	maybe_posted: attention(),
	workflow_stopped: failed(409),
	temporal_unavailable: failed(503),
	server_unreachable: failed(503),
	disk_full: attention(507),
	media_limit: failed(503),
	internal: failed(500),
	// YouTube
	youtube_video_gone: failed(422),
	youtube_needs_cookies: attention(),
	youtube_try_later: failed(503),
	youtube_rate_limited: failed(503),
	youtube_blocked: failed(502),
	youtube_unreachable: failed(503),
	youtube_not_ready: failed(503),
	youtube_no_format: failed(422),
	youtube_failed: failed(502),
	channel_not_found: failed(404),
	youtube_key_refused: attention(502),
	youtube_quota: failed(503),
	sync_look_failed: failed(502),
	not_a_short: failed(422),
	// The file
	media_unreadable: failed(422),
	media_truncated: failed(502),
	media_too_long: failed(422),
	media_too_large: failed(422),
	media_empty: failed(422),
	media_not_convertible: failed(422),
	media_missing: failed(500),
	// TikTok
	connect_denied: usage(400),
	connect_state_invalid: usage(400),
	connect_failed: failed(502),
	scope_missing: attention(),
	reconnect_needed: attention(),
	tiktok_keys_refused: attention(502),
	tiktok_unaudited_public_account: attention(),
	tiktok_banned_from_posting: failed(422),
	tiktok_too_many_posts: failed(429),
	tiktok_too_many_pending: failed(429),
	tiktok_active_user_cap: failed(429),
	tiktok_rate_limited: failed(429),
	tiktok_refused: failed(502),
	tiktok_chunk_plan_refused: failed(502),
	tiktok_upload_dead: failed(502),
	tiktok_media_refused: failed(422),
	tiktok_spam_risk: failed(422),
	tiktok_unreachable: failed(503),
	tiktok_unavailable: failed(503),
	tiktok_answer_unreadable: failed(502),
	review_expired: attention(),
	cancelled: failed(409),
} satisfies Record<string, Exit>;

export type ErrorCode = keyof typeof catalogue;

/**
 * The one error that 14ms throws for anything a person can act on.
 * `message` is one plain sentence (what is wrong, what to do) and never holds a secret.
 */
export class Problem extends Error {
	override readonly name = 'Problem';
	constructor(
		readonly code: ErrorCode,
		message: string,
		readonly extra: { retryAfterMs?: number; logId?: string; mistakes?: string[] } = {},
	) {
		super(message);
	}
	get status(): number {
		return catalogue[this.code].status;
	}
	get exitCode(): 1 | 2 | 3 {
		return catalogue[this.code].exitCode;
	}
}
