import type { SyncRules } from './syncRules';
import type { PreviewView } from './syncView';
import { openAtOnce } from './turn';

type Preview = Pick<PreviewView, 'action' | 'rules' | 'since' | 'items'>;

/** What a preview comes to, for people. */
export function previewInWords({ action, rules, since, items }: Preview): string {
	if (items.length === 0) return 'There is no Short on it yet.';
	const taken = items.filter(({ state }) => state === 'waiting');
	const backfill = taken.filter(({ publishedAt }) => publishedAt !== null && publishedAt < since);
	const older = items.filter(({ state, reason }) => state === 'skipped' && reason === 'backfill');
	const unknown = items.filter(({ reason }) => reason === 'not_looked_at');
	return [
		`Of its newest ${items.length}, ${taken.length} would be taken${paceInWords(taken.length, rules)}.`,
		...(action === 'announce' || backfill.length <= openAtOnce
			? []
			: [
					`${backfill.length} of them are older: ${openAtOnce} of those are on their way at a time, and another goes when one has ended.`,
				]),
		...(older.length === 0
			? []
			: [
					`${older.length} ${older.length === 1 ? 'was there before the sync and is' : 'were there before the sync and are'} left out: \`rules.backfill\` says how many of those it takes.`,
				]),
		...(unknown.length === 0
			? []
			: [
					`${unknown.length} could not be looked at in the time that a preview has: the sync itself looks at each.`,
				]),
	].join(' ');
}

/** For whoever asked about a channel, not about its sync; null: it is not followed. */
export function followedInWords({ followedAs }: Pick<PreviewView, 'followedAs'>): string | null {
	if (followedAs === null) return null;
	return `You follow this channel already (sync ${followedAs}): these rules are tried out, its own stay as they are.`;
}

/** Where they do not all go at once. */
function paceInWords(
	taken: number,
	{ maxPerRun, maxPerDay }: Pick<SyncRules, 'maxPerRun' | 'maxPerDay'>,
): string {
	const day = maxPerDay ?? Infinity;
	const limits = [
		...(maxPerRun < Math.min(taken, day) ? [`${maxPerRun} at a look`] : []),
		...(day < taken ? [`${day} a day`] : []),
	];
	return limits.length ? `, ${limits.join(' and ')} at most: the others follow` : '';
}
