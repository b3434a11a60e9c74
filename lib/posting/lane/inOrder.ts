interface Queued {
	id: string;
	priority: number;
	createdAtMs: number;
}

/** 9 before 0, then who asked first. */
export function inOrder<T extends Queued>(reposts: T[]): T[] {
	return reposts.toSorted(
		(a, b) =>
			b.priority - a.priority || a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1),
	);
}
