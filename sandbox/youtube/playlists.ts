import type { Catalogue } from './channels/catalogue';
import type { Channel, ShelfVideo } from './channels/channel';
import { shortsOf, uploadsOf } from './channels/seenBy';

export interface Playlist {
	id: string;
	channel: Channel;
	title: string;
	/** Newest first. */
	videos: ShelfVideo[];
}

/** `UU…` (uploads) and `UUSH…` (Shorts) of a channel; null where YouTube knows none: an empty `UUSH…` is not there. */
export function playlistOf(catalogue: Catalogue, id: string, now: number): Playlist | null {
	const [, kind, rest] = /^UU(SH)?([\w-]{22})$/.exec(id) ?? [];
	const channel = rest === undefined ? null : catalogue.channel(`UC${rest}`);
	if (!channel) return null;
	const all = catalogue.videosOf(channel.id);
	if (kind === undefined) {
		const title = `Uploads from ${channel.title}`;
		return { id, channel, title, videos: uploadsOf(all, now) };
	}
	const videos = shortsOf(all, now);
	if (!channel.hasShortsList || videos.length === 0) return null;
	return { id, channel, title: 'Short videos', videos };
}
