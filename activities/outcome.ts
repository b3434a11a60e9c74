import type { PublishStatus } from '../lib/tiktok/types';
import type { UploadFacts } from '../lib/posting/verdict';
import { speakingTemporal } from './asFailure';
import { heartbeating } from './heartbeating';
import { rowOf, type RepostRef } from './ledger';
import type { ActivityServices } from './services';

/** What became of an upload. */
export function outcomeActivities({ store, accounts, media }: ActivityServices) {
	return {
		async fetchStatus({
			repostId,
		}: RepostRef): Promise<{ status: PublishStatus; upload: Omit<UploadFacts, 'deadAtMs'> }> {
			return speakingTemporal(async () => {
				const repost = await rowOf(store, repostId);
				const upload = await store.uploads.get(repostId);
				if (!upload) throw new Error(`Repost ${repostId} has no upload to ask about.`);
				const status = await heartbeating(() =>
					accounts.fetchStatus(repost.accountId, upload.publishId),
				);
				return {
					status,
					upload: {
						sizeBytes: upload.sizeBytes,
						allConfirmed: upload.confirmedBytes >= upload.sizeBytes,
						urlExpiresAtMs: upload.urlExpiresAt.getTime(),
					},
				};
			});
		},

		/** Only after proof that nothing was or will be posted under the present publish_id (`verdictOn`). */
		async allowNewInit({ repostId, attempt }: RepostRef): Promise<void> {
			const upload = await store.uploads.get(repostId);
			if (upload) await store.reposts.uncommit(repostId, attempt, upload.publishId);
		},

		async removeMedia({ repostId }: RepostRef): Promise<void> {
			await media.remove(repostId);
		},
	};
}
