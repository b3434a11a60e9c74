import type { Hub } from '../hub/hub';
import type { Catalogue } from './catalogue';
import type {
	Channel,
	ChannelChanges,
	ChannelInput,
	GenerateInput,
	ShelfVideo,
	VideoChanges,
	VideoInput,
} from './channel';
import { atMoment } from './seenBy';

/** What tests and the control API do to channels. Everything shows at once, in every source. */
export interface SandboxChannels {
	/** Made up where nothing is given: `@channel1` and so on. */
	add(input?: ChannelInput): Channel;
	/** With its videos, newest first; throws where there is none. */
	get(channelId: string): Channel & { videos: ShelfVideo[] };
	change(channelId: string, changes: ChannelChanges): Channel;
	remove(channelId: string): void;
	/**
	 * Puts a video into a channel, published now unless `publishedAt` says otherwise, with the files of another one on the
	 * shelf, and tells the hub's subscribers if it is public.
	 */
	publish(channelId: string, input?: VideoInput): ShelfVideo;
	/** Tells the hub's subscribers too. */
	changeVideo(videoId: string, changes: VideoChanges): ShelfVideo;
	removeVideo(videoId: string): void;
	/** `count` channels that are made up when somebody asks: ids by `generatedChannelId(n)`, `@generated<n>`, n from 0. */
	generate(input: GenerateInput): void;
	/** Tells the hub's subscribers of a video (again). */
	push(videoId: string): void;
}

export function channelsOf(catalogue: Catalogue, hub: Hub, now: () => number): SandboxChannels {
	const tell = (video: ShelfVideo): void => {
		if (atMoment(video, now()).access === 'public') hub.push(video);
	};
	return {
		add: (input) => catalogue.addChannel(input),
		get(channelId) {
			const channel = catalogue.channel(channelId);
			if (!channel) throw new Error(`There is no channel ${channelId}.`);
			return { ...channel, videos: catalogue.videosOf(channelId) };
		},
		change: (channelId, changes) => catalogue.changeChannel(channelId, changes),
		remove: (channelId) => catalogue.removeChannel(channelId),
		publish(channelId, input) {
			const video = catalogue.addVideo(channelId, input);
			tell(video);
			return video;
		},
		changeVideo(videoId, changes) {
			const video = catalogue.changeVideo(videoId, changes);
			tell(video);
			return video;
		},
		removeVideo: (videoId) => hub.pushDeleted(catalogue.removeVideo(videoId)),
		generate: (input) => catalogue.generate(input),
		push(videoId) {
			const video = catalogue.video(videoId);
			if (!video) throw new Error(`There is no video ${videoId}.`);
			hub.push(video);
		},
	};
}
