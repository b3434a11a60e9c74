import type { ErrorCode } from '../../errors';
import type { Closure } from './laneFacts';

/** What TikTok's limits close. A creator's daily limit holds up no drafts, pending drafts no direct posts. */
export const closureKinds: ReadonlyMap<string, Closure['of']> = new Map<ErrorCode, Closure['of']>([
	['tiktok_too_many_posts', 'direct'],
	['tiktok_active_user_cap', 'direct'],
	['tiktok_too_many_pending', 'inbox'],
]);
