import { Problem } from '../../lib/errors';
import type { ChannelVideo } from '../../lib/youtube/channelVideo';
import type { Discovery, FoundChannel } from '../../services/discovery/discovery';

export interface ScriptedDiscovery extends Discovery {
	/** By id and handle (without @). */
	channels: Map<string, FoundChannel>;
	/** Newest first, by channel id. */
	videos: Map<string, ChannelVideo[]>;
	/** What every source answers instead while it is set. */
	trouble: { code: string; message: string } | null;
	/** Called before a list is answered. */
	onList: (channelId: string) => Promise<void> | void;
	/** Called before the details of a video are told, in their order. */
	onDetails: (videoId: string, signal: AbortSignal) => Promise<void> | void;
	/** Questions that would have gone to YouTube. */
	requests: string[];
	add(channel: Partial<FoundChannel> & { channelId: string }, videos?: ChannelVideo[]): void;
}

/** A YouTube of a few channels, told in the test. */
export function scriptedDiscovery(): ScriptedDiscovery {
	const script: ScriptedDiscovery = {
		channels: new Map(),
		videos: new Map(),
		trouble: null,
		onList: () => undefined,
		onDetails: () => undefined,
		requests: [],

		add(given, videos = []) {
			const channel = {
				...{
					handle: `@${given.channelId}`,
					title: 'Ana',
					description: '',
					avatarUrl: null,
				},
				...given,
			};
			script.channels.set(channel.channelId, channel);
			if (channel.handle) script.channels.set(channel.handle.slice(1), channel);
			script.videos.set(channel.channelId, videos);
		},

		findChannel(ref) {
			script.requests.push('findChannel');
			const name =
				ref.kind === 'id' ? ref.channelId : ref.kind === 'handle' ? ref.handle : ref.name;
			const channel = script.channels.get(name);
			if (channel) return Promise.resolve(channel);
			return Promise.reject(new Problem('channel_not_found', 'There is no such channel.'));
		},

		async list(channelId, { depth = 0, isKnown }) {
			script.requests.push('list');
			await script.onList(channelId);
			const report = { source: 'rss', requests: 1, isUnchanged: false } as const;
			if (script.trouble) {
				const { trouble } = script;
				const sources = [{ ...report, isOk: false, found: 0, error: trouble }];
				return { videos: [], sources, memory: {}, isWhole: false };
			}
			const all = script.videos.get(channelId) ?? [];
			const known = await isKnown(all.map(({ videoId }) => videoId));
			const firstKnown = all.findIndex(({ videoId }) => known.has(videoId));
			const least = depth === 'all' ? all.length : Math.max(depth, 15);
			const videos = all.slice(0, Math.max(least, firstKnown));
			const sources = [{ ...report, isOk: true, found: videos.length, error: null }];
			return { videos, sources, memory: { seen: videos.length }, isWhole: true };
		},

		async details(videoIds, signal, onTold) {
			script.requests.push('details');
			const all = [...script.videos.values()].flat();
			const told = new Map<string, ChannelVideo>();
			for (const id of videoIds) {
				await script.onDetails(id, signal);
				const video = all.find(({ videoId }) => videoId === id);
				if (video) told.set(id, video);
				onTold?.(id, video ?? null);
			}
			return told;
		},
	};
	return script;
}
