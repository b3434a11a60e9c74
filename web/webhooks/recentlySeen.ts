/** Remembers the last `most` words that it was asked about. True when this one was among them. */
export function createRecentlySeen(most = 1_000): (word: string) => boolean {
	const seen = new Set<string>();
	return (word) => {
		if (seen.has(word)) return true;
		seen.add(word);
		const [oldest] = seen;
		if (seen.size > most && oldest !== undefined) seen.delete(oldest);
		return false;
	};
}
