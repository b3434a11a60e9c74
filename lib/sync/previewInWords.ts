import type { PreviewView } from './syncView';

/** What a preview comes to, for people. */
export function previewInWords(items: PreviewView['items']): string {
	if (items.length === 0) return 'There is no Short on it yet.';
	const taken = items.filter(({ state }) => state === 'waiting').length;
	const older = items.filter(({ state, reason }) => state === 'skipped' && reason === 'backfill');
	const sum = `Of its newest ${items.length}, ${taken} would be taken`;
	if (older.length === 0) return `${sum}.`;
	return `${sum}. ${older.length} would be if they were new: of what is there already, backfill says what is taken.`;
}
