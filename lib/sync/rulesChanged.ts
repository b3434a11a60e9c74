import { ruleOfSkip, type DecisionReason } from './decision';
import { hashtagKey } from './hashtags';
import { instantMs } from '../instantMs';
import type { SyncRules } from './syncRules';

/** The skips that hang on rules which now say something else; no others are decided on anew. */
export function reasonsToRedecide(
	before: SyncRules,
	after: SyncRules,
): DecisionReason<'skipped'>[] {
	const reasons = Object.entries(ruleOfSkip) as [DecisionReason<'skipped'>, keyof SyncRules][];
	return reasons
		.filter(([, rule]) => meaning(rule, before) !== meaning(rule, after))
		.map(([reason]) => reason);
}

/** The same for two spellings of the same rule. */
function meaning(rule: keyof SyncRules, rules: SyncRules): string {
	const value = rules[rule];
	if (rule === 'fromDate') return String(instantMs(rules.fromDate));
	if (!Array.isArray(value)) return JSON.stringify(value);
	const isTags = rule === 'includeHashtags' || rule === 'excludeHashtags';
	const keys = value.map((word) => (isTags ? hashtagKey(word) : word.toLowerCase()));
	return JSON.stringify([...new Set(keys)].sort());
}
