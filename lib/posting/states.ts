/** The public words for where a repost is, in API, CLI, pages, n8n and ledger alike. */
export const repostStates = [
	'resolving',
	'downloading',
	'preparing',
	'awaitingReview',
	'queued',
	'uploading',
	'processing',
	'needsAttention',
	'delivered',
	'published',
	'failed',
	'cancelled',
] as const;

export type RepostState = (typeof repostStates)[number];

export const finalStates = ['delivered', 'published', 'failed', 'cancelled'] as const;

export function isFinal(state: RepostState): boolean {
	return (finalStates as readonly string[]).includes(state);
}
