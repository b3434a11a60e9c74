import { sandboxApiKey } from '../../../sandbox/youtube/dataApi/dataApi';
import type { Channel, ShelfVideo } from '../../../sandbox/youtube/channels/channel';
import type { YouTubeStandIn } from '../../../sandbox/youtube/startYouTube';
import {
	createDiscovery,
	type DiscoveryOptions,
} from '../../../services/discovery/createDiscovery';
import type { Discovery, Listing, SourceMemory } from '../../../services/discovery/discovery';
import { createAgents } from '../../../services/http/agents';
import { createChannelPages } from '../../../services/youtube/createChannelPages';
import { patience, samples, youtubeBench } from '../youtube/youtubeBench';

export interface DiscoveryBench {
	standIn: YouTubeStandIn;
	logged: string[];
	/** Units of the Data API, by endpoint, in order. */
	counted: string[];
	client(changes?: Partial<DiscoveryOptions>): Discovery;
	/** A channel with so many Shorts, newest first, published an hour apart. */
	channelWith(count: number): { channel: Channel; videos: ShelfVideo[] };
	/** One look of a client that has its own memory and has seen `known`. */
	look(
		channel: Channel,
		options?: {
			client?: Discovery;
			memory?: SourceMemory;
			known?: string[];
			depth?: number | 'all';
			since?: Date;
		},
	): Promise<Listing>;
	/** No fault, no quota spent, and nothing seen. */
	calm(): void;
	close(): Promise<void>;
}

export const withKey = { apiKey: sandboxApiKey };

/** Discovery with the real yt-dlp in front of the stand-in. */
export async function discoveryBench(): Promise<DiscoveryBench> {
	const [small] = await samples('small');
	if (!small) throw new Error('The sample is missing.');
	const bench = await youtubeBench([small]);
	const { standIn, logged } = bench;
	const counted: string[] = [];
	const pages = createChannelPages({ ...bench.options, retries: 0 });
	const agents = createAgents(
		{ httpProxy: null, httpsProxy: standIn.proxyUrl, noProxy: [] },
		{ caFile: standIn.caFile, keepAlive: true },
	);
	const client: DiscoveryBench['client'] = (changes = {}) =>
		createDiscovery({
			...{ apiKey: null, agents, pages, log: bench.options.log },
			countCall: (endpoint, units) => {
				counted.push(...Array.from({ length: units }, () => endpoint));
				return Promise.resolve();
			},
			...changes,
		});

	return {
		...{ standIn, logged, counted, client },

		channelWith(count) {
			const channel = standIn.channels.add();
			for (let n = count; n > 0; n--) {
				const publishedAt = new Date(Date.now() - n * 3_600_000).toISOString();
				standIn.channels.publish(channel.id, { title: `Short ${n}`, publishedAt });
			}
			return { channel, videos: standIn.channels.get(channel.id).videos };
		},

		look(channel, { client: asked = client(), memory = {}, known = [], depth, since } = {}) {
			return asked.list(channel.id, {
				memory,
				isKnown: (ids) => Promise.resolve(new Set(ids.filter((id) => known.includes(id)))),
				...(depth === undefined ? {} : { depth }),
				...(since === undefined ? {} : { since }),
				signal: patience(),
			});
		},

		calm() {
			bench.calm();
			standIn.setFeedValidators(false);
			standIn.setQuota(10_000);
			counted.length = 0;
			logged.length = 0;
		},
		close: () => bench.close(),
	};
}

export function idsOf(videos: { id: string }[]): string[] {
	return videos.map(({ id }) => id);
}

export function idsFound({ videos }: Listing): string[] {
	return videos.map(({ videoId }) => videoId);
}
