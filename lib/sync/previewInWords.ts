import type { PreviewView } from './syncView';

/** What a preview comes to, for people. */
export function previewInWords(items: PreviewView['items']): string {
	if (items.length === 0) return 'There is no Short on it yet.';
	const taken = items.filter(({ state }) => state === 'waiting').length;
	const older = items.filter(({ state, reason }) => state === 'skipped' && reason === 'backfill');
	const unknown = items.filter(({ reason }) => reason === 'not_looked_at');
	return [
		`Of its newest ${items.length}, ${taken} would be taken.`,
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
