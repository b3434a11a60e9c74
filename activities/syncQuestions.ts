import { ApplicationFailure } from '@temporalio/activity';
import { Problem } from '../lib/errors';
import { decideShort } from '../lib/sync/decideShort';
import { withoutPlace } from '../lib/sync/decision';
import { mayBeGone, whyNoneAnswered } from '../lib/sync/failingSources';
import { instantIso, instantMs } from '../lib/instantMs';
import { needsDetails } from '../lib/sync/needsDetails';
import { noSuchChannel } from '../lib/sync/ownership';
import type { Previewed, PreviewWanted } from '../lib/sync/previewed';
import type { SourceReport } from '../lib/sync/syncView';
import { tellShort } from '../lib/sync/tellShort';
import type { ChannelRef } from '../lib/youtube/channelRef';
import type { ChannelVideo } from '../lib/youtube/channelVideo';
import { withDetail } from '../lib/youtube/mergedVideo';
import { tooSlow } from '../lib/youtube/tooSlow';
import { shortUrl } from '../lib/youtube/videoId';
import type { FoundChannel } from '../services/discovery/discovery';
import { speakingTemporal } from './asFailure';
import { heartbeating } from './heartbeating';
import type { ActivityServices } from './services';
import { whileWaitedFor } from './whileWaitedFor';

type Services = Pick<ActivityServices, 'discovery' | 'renderCaption' | 'now'>;
type Patience = ReturnType<typeof whileWaitedFor>;

interface ChannelQuestion {
	ref: ChannelRef;
	/** Default 40 s. */
	patienceMs?: number;
}

/** A Short that there was no time for, unless what the list says of it rules it out. */
const notLookedAt = {
	state: 'undecided',
	reason: 'not_looked_at',
	sentence:
		'It was not looked at in detail: YouTube takes longer than a preview may. The sync itself looks at it.',
	caption: null,
} as const;

const takesNoPlace = new Set<string>(withoutPlace);

/** What people ask YouTube before there is a sync. Nothing is kept, and whatever YouTube does, there is an answer in time. */
export function syncQuestionActivities({ discovery, renderCaption, now }: Services) {
	return {
		findChannel: ({ ref, patienceMs }: ChannelQuestion): Promise<FoundChannel> =>
			answering(patienceMs, ({ signal }) => discovery.findChannel(ref, signal)),

		previewShorts: (wanted: PreviewWanted): Promise<Previewed> =>
			answering(wanted.patienceMs, (patience) => preview(wanted, patience)),
	};

	async function preview(wanted: PreviewWanted, patience: Patience): Promise<Previewed> {
		const { videos, sources } = await videosOf(wanted, patience);
		const items: Previewed['items'] = [];
		let older = 0;
		for (const { video, isLookedAt } of videos.toSorted(newestFirst)) {
			const item = await itemOf(wanted, video, older);
			if (item === null) continue;
			items.push(isLookedAt || item.state === 'skipped' ? item : { ...item, ...notLookedAt });
			const publishedMs = instantMs(video.publishedAt);
			const isOlder = publishedMs !== null && publishedMs < Date.parse(wanted.since);
			if (isOlder && !takesNoPlace.has(item.reason)) older++;
		}
		return { items, sources };
	}

	async function videosOf(wanted: PreviewWanted, patience: Patience) {
		const { channelId, rules, of } = wanted;
		const { signal } = patience;
		if ('video' in of) {
			const [video] = (await discovery.details([of.video], signal)).values();
			if (video?.trouble) throw new Problem('youtube_failed', video.trouble);
			if (video) return { videos: [{ video, isLookedAt: true }], sources: [] };
			throw new Problem('youtube_video_gone', 'YouTube does not have this video (any more).');
		}
		const listing = await discovery.list(channelId, {
			...{ memory: {}, depth: of.newest, signal },
			isKnown: (ids) => Promise.resolve(new Set(ids)),
		});
		if (mayBeGone(listing.sources)) await throwIfGone(wanted, signal);
		throwIfFailed(listing.sources);
		const listed = listing.videos.slice(0, of.newest);
		// Its rules alone: what comes before a date is to be shown, too.
		const ids = listed
			.filter((video) => needsDetails(video, rules))
			.map(({ videoId }) => videoId);
		const told = await detailsInTime(ids, patience);
		return {
			videos: listed.map((video): { video: ChannelVideo; isLookedAt: boolean } => {
				const detail = told.get(video.videoId);
				return {
					video: detail === undefined ? video : withDetail(video, detail),
					isLookedAt: detail !== undefined || !ids.includes(video.videoId),
				};
			}),
			sources: listing.sources,
		};
	}

	async function throwIfGone(
		{ channelId, channel: title }: PreviewWanted,
		signal: AbortSignal,
	): Promise<void> {
		try {
			await discovery.findChannel({ kind: 'id', channelId }, signal);
		} catch (error) {
			if (!(error instanceof Problem)) throw error;
			if (error.code !== 'channel_not_found') return;
			throw new Problem('channel_not_found', noSuchChannel({ title }));
		}
	}

	/** Of as many as there is time for; null for what is gone. */
	async function detailsInTime(
		ids: string[],
		{ signal, isTimeUp }: Patience,
	): Promise<Map<string, ChannelVideo | null>> {
		const told = new Map<string, ChannelVideo | null>();
		if (ids.length === 0) return told;
		try {
			await discovery.details(ids, signal, (videoId, video) => told.set(videoId, video));
		} catch (error) {
			if (!isTimeUp()) throw error;
		}
		return told;
	}

	/** Null for what is no Short. What only its age keeps from being taken is shown with its caption all the same. */
	async function itemOf(
		wanted: PreviewWanted,
		video: ChannelVideo,
		olderRank: number,
	): Promise<Previewed['items'][number] | null> {
		const { rules, captions } = wanted;
		const at = now();
		const isAsked = 'video' in wanted.of;
		if (!isAsked && tellShort(video, { firstSeenAt: at, now: at }) === 'not') return null;
		const facts = { video, rules, firstSeenAt: at, looks: 0, now: at };
		const anyAge = decideShort({ ...facts, since: new Date(0), olderRank: null });
		const isTaken = anyAge.state === 'waiting';
		const decision = isTaken
			? decideShort({ ...facts, since: new Date(wanted.since), olderRank })
			: anyAge;
		const { state, reason, sentence } = decision;
		const { videoId, title, durationSec, publishedAt } = video;
		const item = {
			...{ video: videoId, url: shortUrl(videoId), title, durationSec },
			publishedAt: instantIso(publishedAt),
			...{ state, reason, sentence, caption: null },
		};
		if (!isTaken && !isAsked) return item;
		try {
			const caption = await renderCaption(captions, video, { title: wanted.channel });
			return { ...item, caption };
		} catch (error) {
			if (isAsked || !(error instanceof Problem)) throw error;
			if (wanted.action === 'announce' || state !== 'waiting') return item;
			const refused = { state: 'skipped', reason: 'caption_refused' } as const;
			return { ...item, ...refused, sentence: error.message };
		}
	}
}

/** In the order in which the sync gives places among the newest, at the same time by id (`olderRank`); without a date there is none. */
function newestFirst(
	{ video: a }: { video: ChannelVideo },
	{ video: b }: { video: ChannelVideo },
): number {
	const [aMs, bMs] = [a, b].map(({ publishedAt }) => instantMs(publishedAt) ?? -Infinity);
	if (aMs !== bMs) return (bMs ?? 0) - (aMs ?? 0);
	return a.videoId < b.videoId ? -1 : 1;
}

function throwIfFailed(sources: SourceReport[]): void {
	const why = whyNoneAnswered(sources);
	if (why === null) return;
	throw new Problem(
		'sync_look_failed',
		`YouTube could not be asked for this channel's Shorts. ${why}`,
	);
}

function answering<T>(
	patienceMs: number | undefined,
	work: (patience: Patience) => Promise<T>,
): Promise<T> {
	return heartbeating(async () => {
		const patience = whileWaitedFor(patienceMs);
		try {
			return await speakingTemporal(() => work(patience));
		} catch (error) {
			if (!patience.isTimeUp()) throw error;
			const { code: type, message } = tooSlow;
			// Nobody waits for another attempt.
			throw ApplicationFailure.create({
				...{ type, message, nonRetryable: true, category: 'BENIGN' },
			});
		}
	});
}
