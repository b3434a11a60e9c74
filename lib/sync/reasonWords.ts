import type { DecisionReason } from './decision';

/** Each reason in few words, for lists and sums; the sentence of a decision says it in full. */
export const reasonWords: Record<DecisionReason, string> = {
	new: 'not looked at yet',
	short_unknown: 'not known yet to be a Short',
	facts_missing: 'facts are missing',
	too_young: 'too young',
	premiere: 'a premiere',
	live: 'live now',
	processing: 'still being processed',
	private: 'private',
	members_only: 'for members only',
	not_looked_at: 'not looked at',
	run_limit: 'enough in this run',
	day_limit: 'enough for today',
	open_limit: 'enough on the way',
	next_run: 'goes with the next look',
	account_not_ready: 'account is not ready',
	chosen: 'chosen',
	already_there: 'had a repost already',
	before_from_date: 'from before the date',
	backfill: 'from before the sync',
	excluded_word: 'has an excluded word',
	no_included_word: 'has none of the words',
	excluded_hashtag: 'has an excluded hashtag',
	no_included_hashtag: 'has none of the hashtags',
	too_short: 'too short',
	too_long: 'too long',
	not_a_short: 'no Short',
	gone: 'gone',
	stayed_private: 'stayed private',
	stayed_members_only: 'stayed for members',
	was_live: 'was a stream',
	never_began: 'never began',
	caption_refused: 'caption was refused',
	refused: 'refused',
};

export function wordsOfReason(reason: string): string {
	return isKnown(reason) ? reasonWords[reason] : reason;
}

function isKnown(reason: string): reason is DecisionReason {
	return Object.hasOwn(reasonWords, reason);
}
