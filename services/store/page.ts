/** One page of a list, newest first; `nextCursor` is null on the last. */
export interface Page<T> {
	items: T[];
	nextCursor: string | null;
}
