import { repostId } from './repostId';
import { momentInWords } from './lane/localTime';

/** The event by which a person says that a Short is not on TikTok, though 14ms may have forgotten a post of it. */
export const saidNotPosted = 'repost.saidNotPosted';

interface Row {
	id: string;
	accountId: string;
	videoId: string;
	createdAt: Date;
	/** When the workflow of this attempt was started. */
	startedAt: Date | null;
}

/**
 * A ledger that was put back from a backup does not know what was posted until then. Could this Short be among it, as far
 * as this attempt can tell? Not if YouTube has shown it only since, if this very attempt has been running all the while, or
 * if a person has asked since to have it posted `again`. `publishedAt` null: YouTube does not tell.
 */
export function mayBePosted(row: Row, publishedAt: Date | null, restoredAt: Date | null): boolean {
	if (!restoredAt) return false;
	if (publishedAt && publishedAt >= restoredAt) return false;
	if (row.startedAt && row.startedAt < restoredAt) return false;
	const isAgain = row.id !== repostId(row.accountId, row.videoId);
	return !(isAgain && row.createdAt >= restoredAt);
}

export function maybePostedSentence(restoredAt: Date): string {
	const noticed = momentInWords(restoredAt.getTime(), 'UTC');
	return `14ms’s database was put back from a backup (noticed ${noticed}) and does not know what was posted between the backup and then. This Short is older, so it may be on TikTok already: look at your profile and inbox, then retry this repost if it is not there, or cancel it.`;
}
