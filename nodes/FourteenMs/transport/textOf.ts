/** What a parameter or an answer holds, as text; nothing for what is no text. */
export function textOf(value: unknown): string {
	if (typeof value === 'string') return value;
	return typeof value === 'number' ? String(value) : '';
}
