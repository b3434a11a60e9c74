import type { SyncRules } from './syncRules';

/**
 * Where a video stands in a sync: `undecided` (looked at again later), `waiting` (chosen; its turn comes), `requested`
 * (there is a repost), `announced`, `skipped`.
 */
export const decisionStates = [
	'undecided',
	'waiting',
	'requested',
	'announced',
	'skipped',
] as const;
export type DecisionState = (typeof decisionStates)[number];

/** Why, by state. Public and stable, like error codes. */
export const decisionReasons = {
	undecided: [
		'new',
		'short_unknown',
		'facts_missing',
		'too_young',
		'premiere',
		'live',
		'processing',
		'private',
		'members_only',
		// Only in a preview.
		'not_looked_at',
	],
	waiting: ['next_run', 'run_limit', 'day_limit', 'open_limit', 'account_not_ready'],
	requested: ['chosen', 'already_there'],
	announced: ['chosen'],
	skipped: [
		'before_from_date',
		'backfill',
		'excluded_word',
		'no_included_word',
		'excluded_hashtag',
		'no_included_hashtag',
		'too_short',
		'too_long',
		'not_a_short',
		'gone',
		'stayed_private',
		'stayed_members_only',
		'was_live',
		'never_began',
		'facts_missing',
		'caption_refused',
		'refused',
	],
} as const satisfies Record<DecisionState, readonly string[]>;

export type DecisionReason<S extends DecisionState = DecisionState> =
	(typeof decisionReasons)[S][number];

export interface Decision<S extends DecisionState = DecisionState> {
	state: S;
	reason: DecisionReason<S>;
	/** For people, with the word, date or number that it hangs on. */
	sentence: string;
	/** ISO 8601; only for `undecided`. */
	lookAgainAt: string | null;
}

/** The rule that a skip hangs on: when that rule changes, the video is decided on anew. Other skips stay. */
export const ruleOfSkip: Partial<Record<DecisionReason<'skipped'>, keyof SyncRules>> = {
	before_from_date: 'fromDate',
	backfill: 'backfill',
	excluded_word: 'excludeWords',
	no_included_word: 'includeWords',
	excluded_hashtag: 'excludeHashtags',
	no_included_hashtag: 'includeHashtags',
	too_short: 'minDurationSec',
	too_long: 'maxDurationSec',
};

/** What is skipped so takes no place among the newest of a backfill. */
export const withoutPlace: DecisionReason[] = ['not_a_short', 'was_live', 'never_began', 'gone'];
