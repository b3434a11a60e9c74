import type { Channel, ShelfVideo } from '../channels/channel';

/** One resource of the Data API: its parts, each only given where it is asked for. */
export type Resource = Record<string, unknown>;

export function channelResource(channel: Channel): Resource {
	const { id, title, description, handle } = channel;
	return {
		kind: 'youtube#channel',
		id,
		snippet: {
			title,
			description,
			customUrl: handle,
			publishedAt: '2020-01-01T00:00:00Z',
			thumbnails: {
				default: { url: avatar(id, 88), width: 88, height: 88 },
				high: { url: avatar(id, 800), width: 800, height: 800 },
			},
			localized: { title, description },
		},
		contentDetails: { relatedPlaylists: { likes: '', uploads: `UU${id.slice(2)}` } },
		status: { privacyStatus: 'public', isLinked: true },
		statistics: { viewCount: '14', subscriberCount: '14', hiddenSubscriberCount: false },
	};
}

export function playlistItemResource(
	video: ShelfVideo,
	playlistId: string,
	position: number,
): Resource {
	const { id, title, description, publishedAt, access, channelId, channel } = video;
	return {
		kind: 'youtube#playlistItem',
		id: Buffer.from(`${playlistId}.${id}`).toString('base64url'),
		snippet: {
			publishedAt: seconds(publishedAt),
			...{ channelId, title, description, playlistId, position },
			thumbnails: {},
			channelTitle: channel,
			resourceId: { kind: 'youtube#video', videoId: id },
			videoOwnerChannelTitle: channel,
			videoOwnerChannelId: channelId,
		},
		contentDetails: { videoId: id, videoPublishedAt: seconds(publishedAt) },
		// The API has no word for members-only.
		status: { privacyStatus: access === 'membersOnly' ? 'public' : access },
	};
}

/** @param maxSidePx of the player, which then tells its shape */
export function videoResource(video: ShelfVideo, maxSidePx: number | null): Resource {
	const { id, title, description, publishedAt, channelId, channel, live } = video;
	const isLater = live === 'premiere' || live === 'upcoming';
	const isStream = live === 'upcoming' || live === 'live';
	return {
		kind: 'youtube#video',
		id,
		snippet: {
			publishedAt: seconds(publishedAt),
			...{ channelId, title, description },
			thumbnails: {},
			channelTitle: channel,
			categoryId: '22',
			liveBroadcastContent: isLater ? 'upcoming' : live === 'live' ? 'live' : 'none',
			localized: { title, description },
		},
		contentDetails: {
			duration: isStream ? 'P0D' : duration(video.durationSec),
			dimension: '2d',
			definition: 'hd',
			caption: 'false',
		},
		status: {
			uploadStatus: video.isProcessing || isStream ? 'uploaded' : 'processed',
			privacyStatus: video.access === 'unlisted' ? 'unlisted' : 'public',
			license: 'youtube',
			embeddable: true,
		},
		statistics: { viewCount: '14', likeCount: '1', commentCount: '0' },
		...(live === 'none' && video.startsAt === null
			? {}
			: { liveStreamingDetails: streaming(video) }),
		player: { embedHtml: '<iframe></iframe>', ...playerSize(video, maxSidePx) },
	};
}

function streaming({ live, startsAt, publishedAt, durationSec }: ShelfVideo) {
	const begins = startsAt ?? publishedAt;
	const endsAt = new Date(Date.parse(begins) + durationSec * 1000).toISOString();
	const hasBegun = live !== 'premiere' && live !== 'upcoming';
	return {
		scheduledStartTime: seconds(begins),
		...(hasBegun ? { actualStartTime: seconds(begins) } : {}),
		...(hasBegun && live !== 'live' ? { actualEndTime: seconds(endsAt) } : {}),
	};
}

function playerSize({ width, height }: ShelfVideo, maxSidePx: number | null) {
	if (maxSidePx === null) return {};
	const scale = maxSidePx / Math.max(width, height);
	return {
		embedWidth: String(Math.round(width * scale)),
		embedHeight: String(Math.round(height * scale)),
	};
}

function duration(sec: number): string {
	const whole = Math.round(sec);
	const [hours, minutes, rest] = [
		Math.floor(whole / 3600),
		Math.floor(whole / 60) % 60,
		whole % 60,
	];
	const time = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${rest ? `${rest}S` : ''}`;
	return time === '' ? 'PT0S' : `PT${time}`;
}

function seconds(moment: string): string {
	return new Date(moment).toISOString().replace(/\.\d+Z$/, 'Z');
}

function avatar(channelId: string, sidePx: number): string {
	return `https://yt3.ggpht.com/sandbox-${channelId}=s${sidePx}-c-k-c0x00ffffff-no-rj`;
}
