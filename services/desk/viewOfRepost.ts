import { accountName } from '../../lib/accountName';
import { captionOf } from '../../lib/posting/caption';
import { isFinal } from '../../lib/posting/states';
import type { RepostView } from '../../lib/posting/view';
import type { Readback } from '../store/readback/readbacks';
import type { Account } from '../store/accounts';
import type { Repost } from '../store/reposts/reposts';
import { numbersOf } from './numbersOf';

/** The public form of a ledger row; `readback` is what was read of its post. */
export function viewOfRepost(
	repost: Repost,
	account: Account,
	readback: Readback | null,
): RepostView {
	return {
		id: repost.id,
		state: repost.state,
		account: accountName(account),
		accountId: account.id,
		video: repost.videoId,
		title: repost.video?.title ?? null,
		caption: captionShown(repost),
		posting: repost.posting,
		privacy: repost.approval?.settings.privacy ?? repost.settings.privacy ?? null,
		notBefore: repost.notBefore?.toISOString() ?? null,
		priority: repost.priority,
		nextStep: repost.nextStep,
		progress: progressOf(repost),
		attempt: repost.attempt,
		publishId: repost.publishId,
		postId: repost.postId,
		url: repost.url,
		numbers: readback && numbersOf(readback),
		bytes: repost.media?.sizeBytes ?? null,
		sha256: repost.media?.sha256 ?? null,
		error: repost.error ? { code: repost.error.code, message: repost.error.message } : null,
		createdAt: repost.createdAt.toISOString(),
		updatedAt: repost.updatedAt.toISOString(),
		finishedAt: repost.finishedAt?.toISOString() ?? null,
	};
}

/** The approval's caption, else the request's, else the one made of the Short's title and description. */
export function captionShown(repost: Repost): string | null {
	const given = repost.approval?.settings.caption ?? repost.settings.caption;
	return given ?? (repost.video ? captionOf(repost.video) : null);
}

function progressOf(repost: Repost): RepostView['progress'] {
	if (repost.doneBytes === null || isFinal(repost.state)) return null;
	if (repost.state !== 'downloading' && repost.state !== 'uploading') return null;
	return { doneBytes: repost.doneBytes, totalBytes: repost.totalBytes };
}
