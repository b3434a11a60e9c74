import { Context } from '@temporalio/activity';
import { Problem } from '../lib/errors';
import { checkRemembered } from '../lib/posting/checkRemembered';
import { checkSettings, interactionsFor } from '../lib/posting/checkSettings';
import { isFinal } from '../lib/posting/states';
import { chunkPlan, fallbackPlan } from '../lib/tiktok/chunkPlan';
import { directPostBody, inboxBody, type InitBody } from '../lib/tiktok/postBody';
import type { ChunkPlan } from '../lib/tiktok/types';
import type { MediaFacts } from '../services/store/schema';
import type { Repost } from '../services/store/reposts/reposts';
import { isPlanRefusal, speakingTemporal } from './asFailure';
import { captionFor } from './captionFor';
import { closingLane } from './closingLane';
import { heartbeating } from './heartbeating';
import { rowOf, settingsOf, type RepostRef } from './ledger';
import { lookedUp } from './lookedUp';
import { preparedFile } from './preparedFile';
import type { ActivityServices } from './services';

type Services = Pick<ActivityServices, 'store' | 'engine'> & {
	tiktok: Pick<ActivityServices['tiktok'], 'clientKey'>;
	accounts: Pick<ActivityServices['accounts'], 'creatorInfo' | 'initVideo'>;
	media: Pick<ActivityServices['media'], 'provenPathOf' | 'remove'>;
};

/** TikTok: an upload URL takes bytes for one hour. */
const uploadUrlLifeMs = 3_600_000;

/** Asking TikTok for a place to put the video. */
export function postActivities(services: Services) {
	const { store, accounts, tiktok } = services;

	return {
		/**
		 * Opens an upload at TikTok and records it before any byte is sent. `afterSerial` is the newest upload the workflow
		 * knew: if a newer one is recorded, an earlier run of this activity made it and its answer was lost on the way back.
		 * `afterSerial` comes back when a person has changed the repost meanwhile, so that nothing was opened.
		 * An init whose answer was lost between TikTok and us is simply made again: no bytes ever follow the lost one.
		 */
		async initUpload({
			repostId,
			attempt,
			afterSerial,
		}: RepostRef & { afterSerial: number }): Promise<number> {
			return speakingTemporal(async () => {
				const known = await store.uploads.get(repostId);
				if (known && known.serial > afterSerial) return known.serial;
				checkRemembered(known, afterSerial);

				const repost = await rowOf(store, repostId);
				lookedUp(repost);
				const media = await heartbeating(() => readyMedia(repost));
				const post = await heartbeating(() =>
					closingLane(services, repost, () => postFor(repost, media), false),
				);
				const sentAtMs = Date.now();
				const { plan, answer } = await heartbeating(() =>
					closingLane(services, repost, () =>
						initWithPlan(repost.accountId, media.sizeBytes, post),
					),
				);
				const upload = {
					attempt,
					clientKey: tiktok.clientKey,
					...answer,
					urlExpiresAt: new Date(sentAtMs + uploadUrlLifeMs),
					sizeBytes: plan.sizeBytes,
					chunkSizeBytes: plan.chunkSizeBytes,
					chunkCount: plan.chunkCount,
					sha256: media.sha256,
				};
				const { uploads } = store;
				if (await uploads.replace(repostId, afterSerial, upload, repost.edits))
					return afterSerial + 1;
				// An overlapping run of this activity has recorded its own: then that one counts.
				const newer = (await uploads.get(repostId))?.serial ?? 0;
				if (newer > afterSerial) return newer;
				const { attempt: present, state, committedAt } = await rowOf(store, repostId);
				const isWanted = present === attempt && !isFinal(state) && committedAt === null;
				if (isWanted) return afterSerial;
				throw new Problem('internal', 'The repost has gone on without this upload.');
			});
		},
	};

	/** The prepared file is still there and is the one that was approved. */
	async function readyMedia({ id, posting, media, approval }: Repost): Promise<MediaFacts> {
		if (!media)
			throw new Problem('media_missing', 'The prepared video is gone: retry the repost.');
		await preparedFile(services, id, media, Context.current().cancellationSignal);
		if (posting === 'review' && approval?.sha256 !== media.sha256) {
			throw new Problem(
				'preview_changed',
				'The video is not the one that was approved: look at it and approve it again.',
			);
		}
		return media;
	}

	/** TikTok wants creator_info asked again right before each direct post (Content Sharing Guidelines). */
	async function postFor(repost: Repost, { durationSec }: MediaFacts): Promise<BodyFor> {
		if (repost.posting === 'inbox') return inboxBody;
		const creator = await accounts.creatorInfo(repost.accountId);
		const settings = checkSettings(repost.posting, settingsOf(repost), creator);
		if (durationSec > creator.maxVideoPostDurationSec) {
			throw new Problem(
				'media_too_long',
				`TikTok lets this creator post at most ${creator.maxVideoPostDurationSec} seconds; the video has ${Math.ceil(durationSec)}.`,
			);
		}
		const allowed = interactionsFor(settings, creator);
		return (plan) =>
			directPostBody(plan, { ...settings, ...allowed, caption: captionFor(repost) });
	}

	/** TikTok has changed the plans it takes before (DayMoonDevelopment/post-for-me#327): one other plan is tried. */
	async function initWithPlan(accountId: string, sizeBytes: number, bodyFor: BodyFor) {
		const plan = chunkPlan(sizeBytes);
		try {
			return { plan, answer: await accounts.initVideo(accountId, bodyFor(plan)) };
		} catch (error) {
			const other = isPlanRefusal(error) ? fallbackPlan(plan) : null;
			if (!other) throw error;
			return { plan: other, answer: await accounts.initVideo(accountId, bodyFor(other)) };
		}
	}
}

type BodyFor = (plan: ChunkPlan) => InitBody;
