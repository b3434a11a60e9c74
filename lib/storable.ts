/**
 * Text from outside as every part can keep it: Postgres refuses NUL, and halves of surrogate pairs are no text. Both
 * become U+FFFD.
 */
export function storable(text: string): string {
	return text.toWellFormed().replaceAll('\0', '\ufffd');
}

export function isStorable(text: string): boolean {
	return storable(text) === text;
}

/** For JSON parsers: the same for every string of a document. */
export function storableStrings(_key: string, value: unknown): unknown {
	return typeof value === 'string' ? storable(value) : value;
}
