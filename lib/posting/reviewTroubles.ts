import type { ErrorCode } from '../errors';

/** What a (new) approval settles: a repost that needs attention for one of these may be approved again. */
export const reviewTroubles = [
	'review_expired',
	'preview_changed',
	'privacy_required',
	'privacy_not_offered',
	'branded_not_private',
] as const satisfies ErrorCode[];
