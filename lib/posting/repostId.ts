/**
 * The id of a repost, derived from what makes it unique: `<account>.<video>`, and `<account>.<video>.<generation>`
 * from the second generation on (a person asked to post the same Short `again`). It is also the ledger's primary key.
 */
export function repostId(accountId: string, videoId: string, generation = 1): string {
	return generation === 1 ? `${accountId}.${videoId}` : `${accountId}.${videoId}.${generation}`;
}

/** Temporal's workflow id of an account's lane. */
export function laneId(accountId: string): string {
	return `lane-${accountId}`;
}

/** Temporal's workflow id of what looks for the link of a published repost whose own workflow is gone. */
export function linkId(repost: string, attempt: number): string {
	return `${workflowId(repost, attempt)}/link`;
}

/** Temporal's workflow id of one attempt (1-based) at a repost. */
export function workflowId(repost: string, attempt: number): string {
	return `${repost}/${attempt}`;
}
