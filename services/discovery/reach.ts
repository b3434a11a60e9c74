/** Says how far a list has to be read. */
export interface Reach {
	/** The newest so many are wanted in any case. */
	depth: number | 'all';
	/**
	 * True when nothing further has to be read: the wanted depth and a known video are reached.
	 * @param page ids of the page just read
	 * @param count of all that were read
	 */
	isReached(page: string[], count: number): Promise<boolean>;
}

/** For one source: each reads from the newest on. */
export function createReach(
	depth: number | 'all',
	isKnown: (videoIds: string[]) => Promise<Set<string>>,
): Reach {
	let hasMetKnown = false;
	return {
		depth,
		async isReached(page, count) {
			if (depth === 'all') return false;
			hasMetKnown ||= page.length > 0 && (await isKnown(page)).size > 0;
			return hasMetKnown && count >= depth;
		},
	};
}
