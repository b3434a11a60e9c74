import { z } from 'zod';
import { instantIso } from '../instantMs';
import type { ChannelVideo } from './channelVideo';
import { secondsOfIsoDuration } from './isoDuration';

const privacy = z.string().optional();
const thumbnails = z.record(z.string(), z.object({ url: z.string() })).optional();

/** One item of `playlistItems.list` with snippet, contentDetails and status. */
export const playlistItem = z.object({
	snippet: z.object({ title: z.string().default(''), description: z.string().default('') }),
	contentDetails: z.object({ videoId: z.string(), videoPublishedAt: z.string().optional() }),
	status: z.object({ privacyStatus: privacy }).optional(),
});

/** One item of `videos.list` with snippet, contentDetails, status, liveStreamingDetails and player. */
export const videoItem = z.object({
	id: z.string(),
	snippet: z.object({
		title: z.string().default(''),
		description: z.string().default(''),
		publishedAt: z.string().optional(),
		liveBroadcastContent: z.string().optional(),
	}),
	contentDetails: z.object({ duration: z.string().optional() }).optional(),
	status: z.object({ uploadStatus: z.string().optional(), privacyStatus: privacy }).optional(),
	liveStreamingDetails: z
		.object({
			scheduledStartTime: z.string().optional(),
			actualStartTime: z.string().optional(),
			actualEndTime: z.string().optional(),
		})
		.optional(),
	player: z
		.object({
			embedWidth: z.coerce.number().optional(),
			embedHeight: z.coerce.number().optional(),
		})
		.optional(),
});

/** One item of `channels.list` with snippet. */
export const channelItem = z.object({
	id: z.string(),
	snippet: z.object({
		title: z.string().default(''),
		description: z.string().nullable().default(null),
		customUrl: z.string().optional(),
		thumbnails,
	}),
});

/** @param isShortsList it stands in the channel's `UUSH…` list */
export function videoOfPlaylistItem(
	{ snippet, contentDetails, status }: z.infer<typeof playlistItem>,
	isShortsList: boolean,
): ChannelVideo {
	const { videoId, videoPublishedAt } = contentDetails;
	const access = accessOf(status?.privacyStatus, videoPublishedAt === undefined);
	const isHidden = access === 'private' || access === 'gone';
	return {
		videoId,
		// Hidden ones have “Private video” and “Deleted video” for a title.
		title: isHidden ? '' : snippet.title,
		description: isHidden ? null : snippet.description,
		publishedAt: instantIso(videoPublishedAt ?? null),
		durationSec: null,
		widthPx: null,
		heightPx: null,
		isShort: isShortsList ? true : null,
		live: null,
		access,
		startsAt: null,
	};
}

export function videoOfVideoItem(item: z.infer<typeof videoItem>): ChannelVideo {
	const { snippet, contentDetails, status, liveStreamingDetails: times, player } = item;
	const told = secondsOfIsoDuration(contentDetails?.duration ?? '');
	const live = liveOf(item, told);
	const isProcessed = status?.uploadStatus === 'processed' || live !== 'none';
	return {
		videoId: item.id,
		title: snippet.title,
		description: snippet.description,
		publishedAt:
			instantIso(times?.actualStartTime ?? null) ?? instantIso(snippet.publishedAt ?? null),
		durationSec: isProcessed && told !== null && told > 0 ? told : null,
		widthPx: player?.embedWidth ?? null,
		heightPx: player?.embedHeight ?? null,
		isShort: null,
		live,
		access: accessOf(status?.privacyStatus, false),
		startsAt: instantIso(times?.scheduledStartTime ?? null),
	};
}

function liveOf(
	{ snippet, liveStreamingDetails: times }: z.infer<typeof videoItem>,
	durationSec: number | null,
): ChannelVideo['live'] {
	switch (snippet.liveBroadcastContent) {
		case 'live':
			return 'live';
		case 'upcoming':
			// A premiere is uploaded already, a stream has no length yet.
			return durationSec ? 'premiere' : 'upcoming';
		default:
			return times?.actualEndTime || times?.actualStartTime ? 'ended' : 'none';
	}
}

function accessOf(privacyStatus: string | undefined, hasNoDate: boolean): ChannelVideo['access'] {
	switch (privacyStatus) {
		case 'public':
			return 'public';
		case 'unlisted':
			return 'unlisted';
		case 'private':
			return 'private';
		default:
			return hasNoDate ? 'gone' : null;
	}
}
