import type { SampleFormat } from '../samples/SampleVideo';
import type { ShelfVideo } from './channels/channel';
import { isShownAsShort } from './channels/seenBy';
import type { Faults, Unplayable } from './faults';
import { playability } from './playability';

/** What `/youtubei/v1/player` answers and the watch page carries about a video. `run` makes the data URLs fresh. */
export function playerResponse(
	video: ShelfVideo,
	faults: Faults,
	{ now, run }: { now: number; run: string },
): Record<string, unknown> {
	const reason = faults.unplayable ?? reasonOf(video);
	const isLater = reason === 'premiere' || reason === 'upcoming';
	const isStream = reason === 'upcoming' || video.live === 'live' || video.live === 'ended';
	const hasLength = !isStream || video.live === 'ended';
	const lengthSeconds = hasLength ? String(video.durationSec) : '0';
	// With an offset and without fractions, or yt-dlp cannot read it.
	const uploadDate = new Date(video.publishedAt).toISOString().replace(/\.\d+Z$/, '+00:00');
	const details = {
		videoId: video.id,
		title: video.title,
		shortDescription: video.description,
		lengthSeconds,
		channelId: video.channelId,
		author: video.channel,
		keywords: [],
		viewCount: '14',
		isLive: video.live === 'live',
		isLiveContent: isStream,
		isUpcoming: isLater,
		isPrivate: reason === 'private',
		thumbnail: { thumbnails: [] },
	};
	return {
		responseContext: {},
		playabilityStatus: playability(reason, now, video.startsAt),
		videoDetails: details,
		microformat: {
			playerMicroformatRenderer: {
				title: { simpleText: video.title },
				description: { simpleText: video.description },
				lengthSeconds,
				ownerProfileUrl: `http://www.youtube.com/${video.handle}`,
				externalChannelId: video.channelId,
				ownerChannelName: video.channel,
				isFamilySafe: reason !== 'ageGated',
				isShortsEligible: isShownAsShort(video, now),
				isUnlisted: video.access === 'unlisted',
				uploadDate,
				publishDate: uploadDate,
				category: 'People & Blogs',
				...(isStream || isLater ? { liveBroadcastDetails: broadcast(video, now) } : {}),
			},
		},
		...(reason === null ? { streamingData: streams(video, faults, now, run) } : {}),
	};
}

function reasonOf({ access, live, isProcessing }: ShelfVideo): Unplayable | null {
	if (access === 'private') return 'private';
	if (access === 'membersOnly') return 'membersOnly';
	if (live === 'premiere' || live === 'upcoming') return live;
	return isProcessing ? 'processing' : null;
}

function broadcast({ live, startsAt, publishedAt, durationSec }: ShelfVideo, now: number) {
	const begins =
		startsAt ?? (live === 'none' ? new Date(now + 10_800_000).toISOString() : publishedAt);
	return {
		isLiveNow: live === 'live',
		startTimestamp: begins,
		...(live === 'ended'
			? { endTimestamp: new Date(Date.parse(begins) + durationSec * 1000).toISOString() }
			: {}),
	};
}

/** Player response for an id that is not on the shelf. */
export function unknownVideo(videoId: string, now: number): Record<string, unknown> {
	return {
		responseContext: {},
		playabilityStatus: playability('unknown', now),
		videoDetails: { videoId },
	};
}

function streams(video: ShelfVideo, faults: Faults, now: number, run: string) {
	const offered = video.formats.filter(
		({ itag }) => faults.itags === undefined || faults.itags.includes(itag),
	);
	const describe = (format: SampleFormat) => stream(video, format, now, run);
	const isWhole = (format: SampleFormat) => format.picture !== null && format.hasSound;
	return {
		expiresInSeconds: '21540',
		formats: offered.filter(isWhole).map(describe),
		adaptiveFormats: offered.filter((format) => !isWhole(format)).map(describe),
	};
}

function stream(video: ShelfVideo, format: SampleFormat, now: number, run: string) {
	const query = new URLSearchParams({
		expire: String(Math.floor(now / 1000) + 21_540),
		id: video.id,
		itag: String(format.itag),
		mime: format.mimeType.replace(/;.*/, ''),
		clen: String(format.sizeBytes),
		ei: run,
	});
	return {
		itag: format.itag,
		url: `https://rr1---sn-sandbox.googlevideo.com/videoplayback?${query.toString()}`,
		mimeType: format.mimeType,
		bitrate: format.bitsPerSecond,
		averageBitrate: format.bitsPerSecond,
		contentLength: String(format.sizeBytes),
		approxDurationMs: String(video.durationSec * 1000),
		lastModified: '1780304400000000',
		projectionType: 'RECTANGULAR',
		...(format.picture
			? {
					width: format.picture.widthPx,
					height: format.picture.heightPx,
					fps: format.picture.fps,
					...quality(format.picture),
				}
			: {}),
		...(format.hasSound
			? {
					audioQuality: 'AUDIO_QUALITY_MEDIUM',
					audioSampleRate: '48000',
					audioChannels: 1,
				}
			: {}),
	};
}

function quality({ widthPx, heightPx }: { widthPx: number; heightPx: number }) {
	const lines = Math.min(widthPx, heightPx);
	const name =
		lines >= 720 ? 'hd720' : lines >= 480 ? 'large' : lines >= 360 ? 'medium' : 'small';
	return { quality: name, qualityLabel: `${lines}p` };
}
