import type { SampleFormat, SampleVideo } from '../samples/SampleVideo';
import type { Faults } from './faults';
import { playability } from './playability';

/** What `/youtubei/v1/player` answers and the watch page carries about a video. `run` makes the data URLs fresh. */
export function playerResponse(
	video: SampleVideo,
	faults: Faults,
	{ now, run }: { now: number; run: string },
): Record<string, unknown> {
	const reason = faults.unplayable ?? null;
	const details = {
		videoId: video.id,
		title: video.title,
		shortDescription: video.description,
		lengthSeconds: String(video.durationSec),
		channelId: video.channelId,
		author: video.channel,
		keywords: [],
		viewCount: '14',
		isLiveContent: reason === 'premiere',
		isUpcoming: reason === 'premiere',
		isPrivate: reason === 'private',
		thumbnail: { thumbnails: [] },
	};
	return {
		responseContext: {},
		playabilityStatus: playability(reason, now),
		videoDetails: details,
		microformat: {
			playerMicroformatRenderer: {
				title: { simpleText: video.title },
				description: { simpleText: video.description },
				lengthSeconds: String(video.durationSec),
				ownerProfileUrl: `http://www.youtube.com/${video.handle}`,
				externalChannelId: video.channelId,
				ownerChannelName: video.channel,
				isFamilySafe: reason !== 'ageGated',
				isShortsEligible: video.isShort,
				uploadDate: video.publishedAt,
				publishDate: video.publishedAt,
				category: 'People & Blogs',
			},
		},
		...(reason === null ? { streamingData: streams(video, faults, now, run) } : {}),
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

function streams(video: SampleVideo, faults: Faults, now: number, run: string) {
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

function stream(video: SampleVideo, format: SampleFormat, now: number, run: string) {
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
