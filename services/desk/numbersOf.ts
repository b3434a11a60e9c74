import type { PostNumbers } from '../../lib/readback/postNumbers';
import { readbackNote } from '../../lib/readback/readbackTrouble';
import type { Readback } from '../store/readback/readbacks';

/** The public form of what was read of a post. */
export function numbersOf(row: Readback): PostNumbers {
	const { views, likes, comments, shares, sourceViews, sourceLikes, sourceComments } = row;
	return {
		...{ views, likes, comments, shares },
		source: { views: sourceViews, likes: sourceLikes, comments: sourceComments },
		readAt: row.readAt?.toISOString() ?? null,
		note: readbackNote(row),
	};
}
