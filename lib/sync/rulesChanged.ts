import { ruleOfSkip, type DecisionReason } from './decision';
import type { SyncRules } from './syncRules';

/** Why videos were skipped that the changed rules may decide otherwise. */
export function reasonsToRedecide(
	before: SyncRules,
	after: SyncRules,
): DecisionReason<'skipped'>[] {
	const isChanged = (rule: keyof SyncRules) =>
		JSON.stringify(before[rule]) !== JSON.stringify(after[rule]);
	return Object.entries(ruleOfSkip).flatMap(([reason, rule]) =>
		isChanged(rule) ? [reason as DecisionReason<'skipped'>] : [],
	);
}
