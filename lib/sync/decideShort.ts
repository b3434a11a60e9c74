import { checkAge, checkBackfill, checkFromDate } from './checks/dates';
import {
	checkDuration,
	checkIsShort,
	checkProcessed,
	checkPublished,
	checkText,
	checkTold,
} from './checks/kind';
import { lookOf, type Check, type LookFacts, type ShortDecision } from './checks/look';
import { checkAccess, checkGone, checkLive } from './checks/shown';
import { checkHashtags, checkWords } from './checks/words';

/** The first that has something to say decides. What needs no further question to YouTube comes first, time last. */
const checks: Check[] = [
	...[checkGone, checkLive, checkFromDate, checkBackfill, checkAccess, checkTold],
	...[
		checkPublished,
		checkProcessed,
		checkIsShort,
		checkText,
		checkWords,
		checkHashtags,
		checkDuration,
		checkAge,
	],
];

/** What a sync decides about one video that it sees; `waiting`/`next_run` is chosen. Depends on nothing but its facts. */
export function decideShort(facts: LookFacts): ShortDecision {
	const look = lookOf(facts);
	for (const check of checks) {
		const decision = check(look);
		if (decision) return decision;
	}
	const sentence = 'The rules of this sync take it.';
	return { state: 'waiting', reason: 'next_run', sentence, lookAgainAt: null };
}
