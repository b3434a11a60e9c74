import { Problem } from '../lib/errors';
import { forgotten } from '../lib/posting/mend';
import type { Repost } from '../services/store/reposts/reposts';

/**
 * What the look-up of its Short has told. A row without it, whose workflow is past that, was made after the ledger was put
 * back from a backup and met the workflow of the row that was forgotten. Problem ledger_restored.
 */
export function lookedUp({ video }: Pick<Repost, 'video'>): NonNullable<Repost['video']> {
	if (video) return video;
	throw new Problem(forgotten.code, forgotten.sentence);
}
