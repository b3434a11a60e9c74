import type { SampleVideo } from '../../samples/SampleVideo';
import type { Channel, ShelfVideo } from './channel';

const hourMs = 3_600_000;

/** Channel `n` (from 0) of those that are made up. */
export function generatedChannelId(n: number): string {
	return `UCgenerated${String(n).padStart(13, '0')}`;
}

/** Its number; null for other channels. */
export function generatedNumber(channelId: string): number | null {
	const digits = /^UCgenerated(\d{13})$/.exec(channelId)?.[1];
	return digits === undefined ? null : Number(digits);
}

export function generatedHandle(n: number): string {
	return `@generated${n}`;
}

/** The channel that a made-up video belongs to; null for other videos. */
export function channelOfGenerated(videoId: string): string | null {
	const digits = /^g(\d{6})\d{4}$/.exec(videoId)?.[1];
	return digits === undefined ? null : generatedChannelId(Number(digits));
}

export function generatedChannel(n: number): Channel {
	return {
		id: generatedChannelId(n),
		handle: generatedHandle(n),
		title: `Generated channel ${n}`,
		description: 'Made up by the sandbox.',
		username: null,
		customName: null,
		hasShortsList: true,
	};
}

/** Newest first, one an hour, the newest an hour before `startedAt`. */
export function generatedVideos(
	n: number,
	{ videosEach, like, startedAt }: { videosEach: number; like: SampleVideo; startedAt: number },
): ShelfVideo[] {
	const { id: channelId, title: channel, handle } = generatedChannel(n);
	return Array.from({ length: videosEach }, (_, place) => {
		const number = videosEach - place;
		const publishedAt = new Date(startedAt - (place + 1) * hourMs).toISOString();
		return {
			...like,
			...{ channel, channelId, handle, publishedAt, updatedAt: publishedAt },
			id: `g${String(n).padStart(6, '0')}${String(number).padStart(4, '0')}`,
			title: `Short ${number} of channel ${n}`,
			access: 'public',
			live: 'none',
			startsAt: null,
			isProcessing: false,
			shownAsShortFrom: null,
		};
	});
}
