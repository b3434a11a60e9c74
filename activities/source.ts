import { Context } from '@temporalio/activity';
import { Problem } from '../lib/errors';
import { maybePostedSentence, mayBePosted, saidNotPosted } from '../lib/posting/mayBePosted';
import type { Repost } from '../services/store/reposts/reposts';
import { speakingTemporal } from './asFailure';
import { heartbeating } from './heartbeating';
import { rowOf, type RepostRef } from './ledger';
import { lookedUp } from './lookedUp';
import type { ActivityServices } from './services';
import { throttled } from './throttled';

/** TikTok takes at most 10 minutes; what one creator may post is known only with `video.publish`. */
const longestVideoSec = 600;

type Services = Pick<ActivityServices, 'store'> & {
	youtube: Pick<ActivityServices['youtube'], 'metadata' | 'download'>;
	media: Pick<ActivityServices['media'], 'checkRoom' | 'folderOf' | 'prepare'>;
	accounts: Pick<ActivityServices['accounts'], 'scopesOf' | 'creatorInfo'>;
};

/** From YouTube to a file that TikTok takes. */
export function sourceActivities(services: Services) {
	const { store, youtube, media, accounts } = services;

	return {
		async resolveShort({ repostId, attempt }: RepostRef): Promise<void> {
			await speakingTemporal(async () => {
				await store.reposts.enter(repostId, attempt, 'resolving');
				const repost = await rowOf(store, repostId);
				const { isShort, publishedAt, ...video } = await heartbeating(() =>
					youtube.metadata(repost.videoId, Context.current().cancellationSignal),
				);
				if (!isShort) throw notAShort(video.title);
				await store.reposts.saveVideo(repostId, attempt, video);
				await checkNotForgotten(repost, publishedAt);
			});
		},

		/** Resolves to the file's name within the repost's media folder. */
		async downloadShort({ repostId, attempt }: RepostRef): Promise<string> {
			return speakingTemporal(async () => {
				await store.reposts.enter(repostId, attempt, 'downloading');
				const repost = await rowOf(store, repostId);
				lookedUp(repost);
				await media.checkRoom(repostId);
				const folder = media.folderOf(repostId);
				const showProgress = throttled((done: number, total: number | null) =>
					store.reposts.progress(repostId, done, total),
				);
				const path = await heartbeating(() =>
					youtube.download(repost.videoId, folder, {
						signal: Context.current().cancellationSignal,
						onProgress: ({ doneBytes, totalBytes }) =>
							showProgress(doneBytes, totalBytes),
					}),
				);
				return path.slice(folder.length).replace(/^\/+/, '');
			});
		},

		async prepareVideo({
			repostId,
			attempt,
			fileName,
		}: RepostRef & { fileName: string }): Promise<void> {
			await speakingTemporal(async () => {
				const repost = await rowOf(store, repostId);
				const { accountId, totalBytes } = repost;
				const video = lookedUp(repost);
				await store.reposts.enter(repostId, attempt, 'preparing');
				const maxDurationSec = await longestFor(accountId);
				const showProgress = throttled((fraction: number) =>
					store.reposts.progress(
						repostId,
						Math.round(fraction * (totalBytes ?? 0)),
						totalBytes,
					),
				);
				const prepared = await heartbeating(() =>
					media.prepare(
						`${media.folderOf(repostId)}/${fileName}`,
						{ maxDurationSec },
						{
							signal: Context.current().cancellationSignal,
							onProgress: showProgress,
						},
					),
				);
				const isShapeNew = !video.widthPx || !video.heightPx;
				if (isShapeNew && prepared.widthPx > prepared.heightPx)
					throw notAShort(video.title);
				await store.reposts.saveMedia(repostId, attempt, prepared);
			});
		},
	};

	/** What the ledger may have forgotten is posted only at a person's word. */
	async function checkNotForgotten(repost: Repost, publishedAt: Date | null): Promise<void> {
		const { restoredAt: noticed } = await store.standing.read();
		const restoredAt = noticed === null ? null : new Date(noticed);
		if (!restoredAt || !mayBePosted(repost, publishedAt, restoredAt)) return;
		const timeline = await store.reposts.timeline(repost.id);
		if (timeline.some(({ type, at }) => type === saidNotPosted && at >= restoredAt)) return;
		throw new Problem('maybe_posted', maybePostedSentence(restoredAt));
	}

	/** A TikTok that does not tell (a daily limit, say) holds up no preview and no draft: the init asks again. */
	async function longestFor(accountId: string): Promise<number> {
		const scopes = await accounts.scopesOf(accountId);
		if (!scopes.includes('video.publish')) return longestVideoSec;
		const creator = await accounts.creatorInfo(accountId).catch(() => null);
		return Math.min(longestVideoSec, creator?.maxVideoPostDurationSec ?? longestVideoSec);
	}
}

function notAShort(title: string): Problem {
	return new Problem(
		'not_a_short',
		`“${title}” is not a Short (square or vertical, at most 3 minutes): 14ms reposts Shorts only.`,
	);
}
