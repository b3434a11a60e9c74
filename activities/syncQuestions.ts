import { Context } from '@temporalio/activity';
import { Problem } from '../lib/errors';
import { decideShort } from '../lib/sync/decideShort';
import { withoutPlace } from '../lib/sync/decision';
import { instantMs } from '../lib/sync/instantMs';
import { needsDetails } from '../lib/sync/needsDetails';
import type { Previewed, PreviewWanted } from '../lib/sync/previewed';
import type { SourceReport } from '../lib/sync/syncView';
import { tellShort } from '../lib/sync/tellShort';
import type { ChannelRef } from '../lib/youtube/channelRef';
import type { ChannelVideo } from '../lib/youtube/channelVideo';
import { mergedVideo } from '../lib/youtube/mergedVideo';
import { shortUrl } from '../lib/youtube/videoId';
import type { FoundChannel } from '../services/discovery/discovery';
import { speakingTemporal } from './asFailure';
import { heartbeating } from './heartbeating';
import type { ActivityServices } from './services';

type Services = Pick<ActivityServices, 'discovery' | 'renderCaption' | 'now'>;

/** What people ask YouTube before there is a sync. Nothing is kept. */
export function syncQuestionActivities({ discovery, renderCaption, now }: Services) {
	return {
		findChannel: ({ ref }: { ref: ChannelRef }): Promise<FoundChannel> =>
			heartbeating(() =>
				speakingTemporal(() =>
					discovery.findChannel(ref, Context.current().cancellationSignal),
				),
			),

		previewShorts: (wanted: PreviewWanted): Promise<Previewed> =>
			heartbeating(() => speakingTemporal(() => preview(wanted))),
	};

	async function preview(wanted: PreviewWanted): Promise<Previewed> {
		const { videos, sources } = await videosOf(wanted);
		const items: Previewed['items'] = [];
		let older = 0;
		for (const video of videos.toSorted(newestFirst)) {
			const item = await itemOf(wanted, video, older);
			if (item === null) continue;
			items.push(item);
			const publishedMs = instantMs(video.publishedAt);
			const isOlder = publishedMs !== null && publishedMs < Date.parse(wanted.since);
			if (isOlder && !withoutPlace.includes(item.reason)) older++;
		}
		return { items, sources };
	}

	async function videosOf({ channelId, rules, of }: PreviewWanted) {
		const signal = Context.current().cancellationSignal;
		if ('video' in of) {
			const [video] = (await discovery.details([of.video], signal)).values();
			if (video?.trouble) throw new Problem('youtube_failed', video.trouble);
			if (video) return { videos: [video], sources: [] };
			throw new Problem('youtube_video_gone', 'YouTube does not have this video (any more).');
		}
		const listing = await discovery.list(channelId, {
			...{ memory: {}, depth: of.newest, signal },
			isKnown: (ids) => Promise.resolve(new Set(ids)),
		});
		throwIfFailed(listing.sources);
		const listed = listing.videos.slice(0, of.newest);
		// Its rules alone: what comes before a date is to be shown, too.
		const ids = listed
			.filter((video) => needsDetails(video, rules))
			.map(({ videoId }) => videoId);
		const told = ids.length > 0 ? await discovery.details(ids, signal) : new Map();
		return {
			videos: listed.map((video): ChannelVideo => {
				const detail = told.get(video.videoId) as ChannelVideo | undefined;
				return detail ? mergedVideo(video, detail) : video;
			}),
			sources: listing.sources,
		};
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
		const publishedMs = publishedAt === null ? Number.NaN : Date.parse(publishedAt);
		return {
			...{ video: videoId, url: shortUrl(videoId), title, durationSec },
			publishedAt: Number.isNaN(publishedMs) ? null : new Date(publishedMs).toISOString(),
			...{ state, reason, sentence },
			caption:
				isTaken || isAsked
					? await renderCaption(captions, video, { title: wanted.channel })
					: null,
		};
	}
}

/** As the sync decides on them: those without a date first. */
function newestFirst(a: ChannelVideo, b: ChannelVideo): number {
	const [aMs, bMs] = [a, b].map(({ publishedAt }) => instantMs(publishedAt) ?? Infinity);
	return aMs === bMs ? 0 : (bMs ?? 0) - (aMs ?? 0);
}

function throwIfFailed(sources: SourceReport[]): void {
	if (sources.some(({ isOk }) => isOk)) return;
	const [why] = sources.flatMap(({ error }) => (error ? [error.message] : []));
	throw new Problem(
		'sync_look_failed',
		`YouTube could not be asked for this channel's Shorts. ${why ?? 'No source answered.'}`,
	);
}
