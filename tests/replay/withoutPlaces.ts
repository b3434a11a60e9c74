/** The history without the names of the machine and its folders; neither matters to a replay. */
export function withoutPlaces(history: string): string {
	const kept: unknown = JSON.parse(history, (key, value: unknown) => {
		if (key === 'stackTrace') return '';
		return typeof value === 'string' && /^\d+@/.test(value) ? 'a worker' : value;
	});
	return JSON.stringify(kept, null, '\t');
}
