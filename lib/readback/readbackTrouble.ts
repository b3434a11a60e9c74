/** Why a look told nothing; kept in the store, so never renamed. */
export const readbackTroubles = [
	/** The account did not grant `video.list`, or no longer does. */
	'no_scope',
	/** The account is disconnected, must reconnect, or was connected with other app keys. */
	'not_connected',
	/** TikTok answered, and the post was not among the account's public ones. */
	'not_shown',
	/** TikTok did not answer, has trouble, or takes no more calls for now. */
	'unanswered',
	/** TikTok did not take the question. */
	'refused',
] as const;
export type ReadbackTrouble = (typeof readbackTroubles)[number];

/** A person must act first, and every post of the account waits for that. */
export function isOfAccount(trouble: ReadbackTrouble): boolean {
	return trouble === 'no_scope' || trouble === 'not_connected';
}

const hourGaps = 1;
const dayGaps = 24;

/**
 * After a look that failed for the whole account: how many first gaps (hours) until its posts are looked at again. What
 * only a person can mend waits for a day, or for the reconnect.
 */
export function gapsAfterTrouble(trouble: ReadbackTrouble): number {
	return trouble === 'unanswered' ? hourGaps : dayGaps;
}

const words: Record<ReadbackTrouble, string> = {
	no_scope:
		'TikTok tells these numbers only to apps with the scope video.list: set TIKTOK_EXTRA_SCOPES=video.list and connect the account again.',
	not_connected: 'The account is not connected: connect it again, then 14ms goes on reading.',
	not_shown: 'TikTok does not show this post: it was deleted, or it is not public.',
	unanswered: 'TikTok did not answer at the last look: 14ms looks again within the hour.',
	refused: 'TikTok did not take the question at the last look: 14ms looks again tomorrow.',
};

/** What a person is told beside the numbers; null when there is nothing to say. */
export function readbackNote(row: {
	error: string | null;
	readAt: Date | null;
	nextAt: Date | null;
}): string | null {
	const trouble = readbackTroubles.find((known) => known === row.error);
	if (trouble) return words[trouble];
	if (row.nextAt === null) return 'The last look: 14ms reads the numbers of a post for 90 days.';
	return row.readAt === null ? 'Not read yet: 14ms looks every 15 minutes.' : null;
}
