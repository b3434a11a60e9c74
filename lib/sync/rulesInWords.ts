import { fromDateText } from './fromDate';
import type { SyncRules } from './syncRules';

/** Which Shorts are taken, a phrase for each rule that says something. */
export function rulesInWords(rules: SyncRules): string[] {
	const { fromDate, includeWords, excludeWords, includeHashtags, excludeHashtags } = rules;
	const { maxPerRun, maxPerDay, order, minAgeHours } = rules;
	const tagged = (tags: string[]) => tags.map((tag) => `#${tag.replace(/^#/, '')}`).join(', ');
	return [
		...(fromDate === null ? [] : [`published from ${fromDateText(fromDate)} on`]),
		...(includeWords.length ? [`only with one of: ${includeWords.join(', ')}`] : []),
		...(excludeWords.length ? [`not with: ${excludeWords.join(', ')}`] : []),
		...(includeHashtags.length ? [`only with one of: ${tagged(includeHashtags)}`] : []),
		...(excludeHashtags.length ? [`not with: ${tagged(excludeHashtags)}`] : []),
		...durationInWords(rules),
		...(minAgeHours === 0 ? [] : [`not before they are ${minAgeHours} h old`]),
		`at most ${maxPerRun} at a look${maxPerDay === null ? '' : ` and ${maxPerDay} a day`}`,
		`${order} first`,
		`of earlier ones ${backfillInWords(rules)}`,
	];
}

function durationInWords({ minDurationSec: min, maxDurationSec: max }: SyncRules): string[] {
	if (min !== null && max !== null) return [`${min} to ${max} s long`];
	if (min !== null) return [`at least ${min} s long`];
	return max === null ? [] : [`at most ${max} s long`];
}

function backfillInWords({ backfill }: SyncRules): string {
	return typeof backfill === 'string' ? backfill : `the newest ${backfill.last}`;
}
