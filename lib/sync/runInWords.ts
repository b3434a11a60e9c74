import { wordsOfReason } from './reasonWords';
import type { SyncNumbers, SyncRunView } from './syncView';

/** What a run came to, for people. */
export function runInWords({ numbers, error }: Pick<SyncRunView, 'numbers' | 'error'>): string {
	const what = numbersInWords(numbers);
	if (error === null) return what;
	return what === nothing ? error.message : `${error.message} (${what})`;
}

const nothing = 'nothing new';

function numbersInWords(numbers: SyncNumbers): string {
	const { found, requested, announced, waiting, undecided, skipped, refused } = numbers;
	const count = skipped.reduce((sum, each) => sum + each.count, 0);
	const why = skipped.map((each) => `${each.count} ${wordsOfReason(each.reason)}`).join(', ');
	const parts = [
		...(found ? [`${found} new`] : []),
		...(requested ? [`${requested} requested`] : []),
		...(announced ? [`${announced} announced`] : []),
		...(waiting ? [`${waiting} waiting`] : []),
		...(undecided ? [`${undecided} looked at again later`] : []),
		...(count ? [`${count} skipped (${why})`] : []),
		...(refused ? [`${refused} refused`] : []),
	];
	return parts.join(', ') || nothing;
}
