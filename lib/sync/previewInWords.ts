import type { SyncRules } from './syncRules';
import type { PreviewView } from './syncView';

type Limits = Pick<SyncRules, 'maxPerRun' | 'maxPerDay'>;

/** What a preview comes to, for people. */
export function previewInWords({ items, rules }: Pick<PreviewView, 'items' | 'rules'>): string {
	if (items.length === 0) return 'There is no Short on it yet.';
	const taken = items.filter(({ state }) => state === 'waiting').length;
	const older = items.filter(({ state, reason }) => state === 'skipped' && reason === 'backfill');
	const unknown = items.filter(({ reason }) => reason === 'not_looked_at');
	return [
		`Of its newest ${items.length}, ${taken} would be taken${paceInWords(taken, rules)}.`,
		...(older.length === 0
			? []
			: [
					`${older.length} would be if they were new: of what is there already, backfill says what is taken.`,
				]),
		...(unknown.length === 0
			? []
			: [
					`${unknown.length} could not be looked at in the time that a preview has: the sync itself looks at each.`,
				]),
	].join(' ');
}

/** Where they do not all go at once. */
function paceInWords(taken: number, { maxPerRun, maxPerDay }: Limits): string {
	const day = maxPerDay ?? Infinity;
	const limits = [
		...(maxPerRun < Math.min(taken, day) ? [`${maxPerRun} at a look`] : []),
		...(day < taken ? [`${day} a day`] : []),
	];
	return limits.length ? `, ${limits.join(' and ')} at most: the others follow` : '';
}
