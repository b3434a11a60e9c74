import type { ShelfVideo } from './channel';

/** What a video is at this moment: dates that have come have had their effect. */
export function atMoment(video: ShelfVideo, now: number): ShelfVideo {
	const hasStarted = video.startsAt !== null && Date.parse(video.startsAt) <= now;
	const isScheduled = Date.parse(video.publishedAt) > now;
	return {
		...video,
		...(isScheduled ? { access: 'private' as const } : {}),
		...(hasStarted && video.live === 'premiere' ? { live: 'none' as const } : {}),
		...(hasStarted && video.live === 'upcoming' ? { live: 'live' as const } : {}),
	};
}

/** `/shorts/ID` shows it, and the lists of Shorts have it. */
export function isShownAsShort({ isShort, shownAsShortFrom }: ShelfVideo, now: number): boolean {
	return isShort && (shownAsShortFrom === null || Date.parse(shownAsShortFrom) <= now);
}

/** A channel's uploads (`UU…`) as everybody sees them. */
export function uploadsOf(videos: ShelfVideo[], now: number): ShelfVideo[] {
	return videos
		.map((video) => atMoment(video, now))
		.filter(({ access }) => access === 'public' || access === 'membersOnly');
}

/** A channel's Shorts (`UUSH…`, its Shorts tab) as everybody sees them. */
export function shortsOf(videos: ShelfVideo[], now: number): ShelfVideo[] {
	return videos
		.map((video) => atMoment(video, now))
		.filter(
			(video) =>
				video.access === 'public' &&
				video.live === 'none' &&
				!video.isProcessing &&
				isShownAsShort(video, now),
		);
}
