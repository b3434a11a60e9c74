import { createHash, randomUUID } from 'node:crypto';
import type { SampleVideo } from '../../samples/SampleVideo';
import type {
	Channel,
	ChannelChanges,
	ChannelInput,
	GenerateInput,
	ShelfVideo,
	VideoChanges,
	VideoInput,
} from './channel';
import {
	channelOfGenerated,
	generatedChannel,
	generatedHandle,
	generatedNumber,
	generatedVideos,
} from './generated';

interface Held {
	channel: Channel;
	/** Newest first. */
	videos: ShelfVideo[];
}

/**
 * The channels and videos that the stand-in plays. Generated channels are made up anew for each question, and held
 * only from the first change on.
 */
export class Catalogue {
	readonly #held = new Map<string, Held>();
	readonly #channelOf = new Map<string, string>();
	/** Removed channels: a generated one does not come back. */
	readonly #gone = new Set<string>();
	readonly #samples: SampleVideo[];
	readonly #now: () => number;
	readonly #startedAt: number;
	#generated: Required<GenerateInput> | null = null;
	#count = 0;

	constructor(videos: SampleVideo[], now: () => number) {
		this.#samples = videos;
		this.#now = now;
		this.#startedAt = now();
		for (const video of videos) this.#shelve(video);
	}

	get channels(): Channel[] {
		return [...this.#held.values()].map(({ channel }) => channel);
	}

	generate(input: GenerateInput): void {
		const like = input.like ?? this.#sample().id;
		this.#sample(like);
		this.#generated = { videosEach: 20, ...input, like };
	}

	channel(id: string): Channel | null {
		return this.#find(id)?.channel ?? null;
	}

	/** By handle (any case), or by the names of the old addresses. */
	named(kind: 'handle' | 'username' | 'customName', name: string): Channel | null {
		const wanted = name.toLowerCase();
		const held = this.channels.find((channel) => channel[kind]?.toLowerCase() === wanted);
		if (held || kind !== 'handle') return held ?? null;
		const n = Number(/^@generated(\d+)$/.exec(wanted)?.[1] ?? NaN);
		const channel = Number.isNaN(n) ? null : this.channel(generatedChannel(n).id);
		return channel?.handle === generatedHandle(n) ? channel : null;
	}

	/** Newest first, whatever their state. */
	videosOf(channelId: string): ShelfVideo[] {
		return this.#find(channelId)?.videos ?? [];
	}

	video(id: string): ShelfVideo | null {
		const channelId = this.#channelOf.get(id) ?? channelOfGenerated(id);
		if (channelId === null) return null;
		return this.videosOf(channelId).find((video) => video.id === id) ?? null;
	}

	addChannel(input: ChannelInput = {}): Channel {
		const n = ++this.#count;
		const channel: Channel = {
			id: this.#newChannelId(input.handle),
			handle: `@channel${n}`,
			title: `Channel ${n}`,
			description: '',
			username: null,
			customName: null,
			hasShortsList: true,
			...input,
		};
		if (this.#find(channel.id)) throw new Error(`There is a channel ${channel.id} already.`);
		this.#gone.delete(channel.id);
		this.#held.set(channel.id, { channel, videos: [] });
		return channel;
	}

	changeChannel(id: string, changes: ChannelChanges): Channel {
		const held = this.#hold(id);
		Object.assign(held.channel, changes);
		const { title: channel, handle } = held.channel;
		held.videos = held.videos.map((video) => ({ ...video, channel, handle }));
		return held.channel;
	}

	removeChannel(id: string): void {
		for (const { id: videoId } of this.#hold(id).videos) this.#channelOf.delete(videoId);
		this.#held.delete(id);
		this.#gone.add(id);
	}

	addVideo(channelId: string, input: VideoInput = {}): ShelfVideo {
		const held = this.#hold(channelId);
		const { like, ...facts } = input;
		const sample = this.#sample(like);
		const publishedAt = facts.publishedAt ?? new Date(this.#now()).toISOString();
		const video: ShelfVideo = withShape({
			...shelfVideo(sample),
			id: madeUp(`${channelId} ${publishedAt} ${++this.#count}`, 11),
			channelId,
			channel: held.channel.title,
			handle: held.channel.handle,
			updatedAt: publishedAt,
			...facts,
			publishedAt,
		});
		if (this.video(video.id)) throw new Error(`There is a video ${video.id} already.`);
		this.#put(held, video);
		return video;
	}

	changeVideo(id: string, changes: VideoChanges): ShelfVideo {
		const old = this.video(id);
		if (!old) throw new Error(`There is no video ${id}.`);
		const held = this.#hold(old.channelId);
		held.videos = held.videos.filter((video) => video.id !== id);
		const updatedAt = new Date(this.#now()).toISOString();
		const video = withShape({ ...old, ...changes, updatedAt });
		this.#put(held, video);
		return video;
	}

	removeVideo(id: string): ShelfVideo {
		const video = this.video(id);
		if (!video) throw new Error(`There is no video ${id}.`);
		const held = this.#hold(video.channelId);
		held.videos = held.videos.filter((other) => other.id !== id);
		this.#channelOf.delete(id);
		return video;
	}

	/** After a restart the same handle is the same channel, and none has the id of another. */
	#newChannelId(handle: string | undefined): string {
		const ofHandle = handle && `UC${madeUp(handle.toLowerCase(), 22)}`;
		return ofHandle && !this.#find(ofHandle) ? ofHandle : `UC${madeUp(randomUUID(), 22)}`;
	}

	#put(held: Held, video: ShelfVideo): void {
		const older = held.videos.findIndex(
			({ publishedAt }) => Date.parse(publishedAt) <= Date.parse(video.publishedAt),
		);
		held.videos.splice(older < 0 ? held.videos.length : older, 0, video);
		this.#channelOf.set(video.id, held.channel.id);
	}

	#find(id: string): Held | null {
		const held = this.#held.get(id);
		if (held) return held;
		if (this.#gone.has(id)) return null;
		const n = generatedNumber(id);
		if (n === null || !this.#generated || n >= this.#generated.count) return null;
		const { videosEach, like } = this.#generated;
		const more = { videosEach, like: this.#sample(like), startedAt: this.#startedAt };
		return { channel: generatedChannel(n), videos: generatedVideos(n, more) };
	}

	#hold(id: string): Held {
		const held = this.#find(id);
		if (!held) throw new Error(`There is no channel ${id}.`);
		this.#held.set(id, held);
		return held;
	}

	#sample(id?: string): SampleVideo {
		const sample = id === undefined ? this.#samples[0] : this.#samples.find((s) => s.id === id);
		if (!sample) throw new Error(`There is no video ${id ?? ''} on the shelf.`);
		return sample;
	}

	#shelve(sample: SampleVideo): void {
		const { channelId: id, channel: title, handle } = sample;
		const description = 'What a phone and an afternoon are good for.';
		const held = this.#held.get(id) ?? {
			channel: this.addChannel({ id, handle, title, description }),
			videos: [],
		};
		this.#held.set(id, held);
		held.videos.push(shelfVideo(sample));
		this.#channelOf.set(sample.id, id);
	}
}

function shelfVideo(sample: SampleVideo): ShelfVideo {
	return {
		...sample,
		access: 'public',
		live: 'none',
		startsAt: null,
		isProcessing: false,
		shownAsShortFrom: null,
		updatedAt: sample.publishedAt,
	};
}

/** The player tells the shape by the formats. */
function withShape(video: ShelfVideo): ShelfVideo {
	const { width, height } = video;
	const isWide = video.formats.some(
		({ picture }) => picture && picture.widthPx / picture.heightPx > 1 !== width / height > 1,
	);
	if (!isWide) return video;
	return {
		...video,
		formats: video.formats.map((format) => ({
			...format,
			picture: format.picture && { ...format.picture, widthPx: width, heightPx: height },
		})),
	};
}

/** Letters as in YouTube's ids; the same words give the same id. */
function madeUp(words: string, length: number): string {
	return createHash('sha256').update(words).digest('base64url').slice(0, length);
}
