import type { PublishStatus } from '../lib/tiktok/types';
import type { UploadFacts } from '../lib/posting/verdict';
import { checkRemembered } from '../lib/posting/checkRemembered';
import { evidenceSentence, postsLike } from '../lib/posting/evidence';
import { speakingTemporal } from './asFailure';
import { captionFor } from './captionFor';
import { heartbeating } from './heartbeating';
import { rowOf, type RepostRef } from './ledger';
import type { ActivityServices } from './services';

type Services = Pick<ActivityServices, 'store'> & {
	accounts: Pick<ActivityServices['accounts'], 'fetchStatus' | 'listVideos' | 'scopesOf'>;
	media: Pick<ActivityServices['media'], 'remove'>;
};

/** TikTok's limit: the newest come first. */
const longestPage = 20;

/** What became of an upload. */
export function outcomeActivities({ store, accounts, media }: Services) {
	return {
		/** `serial`: the upload that the workflow asks about; absent in tasks from before it was told. */
		async fetchStatus({ repostId, serial = 0 }: RepostRef & { serial?: number }): Promise<{
			status: PublishStatus;
			upload: Omit<UploadFacts, 'deadAtMs' | 'isFileGone'>;
		}> {
			return speakingTemporal(async () => {
				const repost = await rowOf(store, repostId);
				const upload = await store.uploads.get(repostId);
				checkRemembered(upload, serial);
				if (!upload) throw new Error(`Repost ${repostId} has no upload to ask about.`);
				const status = await heartbeating(() =>
					accounts.fetchStatus(repost.accountId, upload.publishId),
				);
				return {
					status,
					upload: {
						sizeBytes: upload.sizeBytes,
						allConfirmed:
							repost.committedAt !== null &&
							upload.confirmedBytes >= upload.sizeBytes,
						urlExpiresAtMs: upload.urlExpiresAt.getTime(),
					},
				};
			});
		},

		/**
		 * What the creator's public profile shows of a post that TikTok says nothing about, as a sentence for the person;
		 * null where 14ms may not look.
		 */
		async lookForPost({ repostId }: RepostRef): Promise<string | null> {
			return speakingTemporal(async () => {
				const repost = await rowOf(store, repostId);
				const { accountId, committedAt, media: sent, posting } = repost;
				const scopes = await accounts.scopesOf(accountId);
				if (!committedAt || !sent || !scopes.includes('video.list')) return null;
				const { videos } = await heartbeating(() =>
					accounts.listVideos(accountId, { maxCount: longestPage }),
				);
				const found = postsLike(videos, {
					committedAtMs: committedAt.getTime(),
					durationSec: sent.durationSec,
					caption: posting === 'inbox' ? null : captionFor(repost),
				});
				return evidenceSentence(found);
			});
		},

		/**
		 * Only after proof that nothing was or will be posted under the publish_id of upload `serial` (`verdictOn`), which is
		 * absent in tasks from before it was told.
		 */
		async allowNewInit({
			repostId,
			attempt,
			serial,
		}: RepostRef & { serial?: number }): Promise<void> {
			const upload = await store.uploads.get(repostId);
			if (!upload) return;
			const judged = serial ?? upload.serial;
			await store.reposts.uncommit(repostId, attempt, upload.publishId, judged);
		},

		async removeMedia({ repostId }: RepostRef): Promise<void> {
			await media.remove(repostId);
		},
	};
}
