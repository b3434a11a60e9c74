/** TikTok's endpoints by the words used in errors, logs and call counts. `oauth/refresh` is a token call too. */
export type TikTokEndpoint =
	| 'authorize'
	| 'oauth/token'
	| 'oauth/refresh'
	| 'oauth/revoke'
	| 'user/info'
	| 'creator_info'
	| 'video/init'
	| 'inbox/video/init'
	| 'upload'
	| 'status/fetch'
	| 'video/list'
	| 'video/query';

/** Calls a minute and user token that TikTok takes (facts/tiktok.md §11); null: no limit is documented. */
export const callsPerMinute: Record<TikTokEndpoint, number | null> = {
	authorize: null,
	'oauth/token': null,
	'oauth/refresh': null,
	'oauth/revoke': null,
	'user/info': 600,
	creator_info: 20,
	'video/init': 6,
	'inbox/video/init': 6,
	upload: null,
	'status/fetch': 30,
	'video/list': 600,
	'video/query': 600,
};

/** Ids that one `video/query` takes. */
export const mostIdsAtOnce = 20;

/**
 * So long a call counts against its limit. TikTok counts calls as they arrive, 14ms as they leave, and one may have been on
 * its way longer than the one after it, so a minute of ours is a little longer.
 */
export const limitWindowMs = 65_000;
