import { Problem } from '../../lib/errors';
import type { SourceReport } from '../../lib/sync/syncView';
import type { ChannelVideo } from '../../lib/youtube/channelVideo';
import { mergedVideos } from '../../lib/youtube/mergedVideo';
import type { Agents } from '../http/agents';
import type { Log } from '../log';
import type { ChannelPages } from '../youtube/channelPages';
import { notFound } from '../youtube/createChannelPages';
import { createDataApi } from './dataApi';
import { detailsOf } from './details';
import type { Discovery } from './discovery';
import { listByDataApi } from './listByDataApi';
import { listByFeeds } from './listByFeeds';
import { listByYtDlp } from './listByYtDlp';
import { readMemory } from './memory';
import { createPauses, type Pauses } from './pauses';
import { createReach } from './reach';
import { createAsk } from './requests';
import { reportOf, type SourceLook } from './sourceLook';

export interface DiscoveryOptions {
	/** Of the Data API; null: feeds and yt-dlp only. */
	apiKey: string | null;
	/** The key's own, where others use it too. */
	pauses?: Pauses;
	agents: Agents;
	pages: ChannelPages;
	log: Log;
	/** Told before each request to the Data API. */
	countCall: (endpoint: string, units: number) => Promise<void>;
	now?: () => Date;
	/** Of 50 videos, that one look reads by key; default 100. */
	mostPages?: number;
}

/** What a channel has: from the Data API, else the feeds, else yt-dlp, which also goes where no feed reaches. */
export function createDiscovery(options: DiscoveryOptions): Discovery {
	const {
		apiKey,
		agents,
		pages,
		log,
		countCall,
		now = () => new Date(),
		mostPages = 100,
	} = options;
	const ask = createAsk(agents);
	const key = apiKey === null ? null : withKey(apiKey);

	function withKey(apiKey: string) {
		const api = createDataApi({ apiKey, ask, countCall, now });
		const pauses = options.pauses ?? createPauses(apiKey, now);
		return { api, pauses, now, mostPages };
	}

	return {
		async findChannel(ref, signal) {
			if (key && !key.pauses.problem()) {
				try {
					const found = await key.api.channel(ref, signal);
					if (found) return found;
					if (found === null) throw notFound(ref);
				} catch (error) {
					signal.throwIfAborted();
					if (!(error instanceof Problem) || error.code === 'channel_not_found')
						throw error;
					key.pauses.heed(error);
					log.warn({ code: error.code }, `channel by yt-dlp: ${error.message}`);
				}
			}
			return pages.channel(ref, signal);
		},

		async list(channelId, { memory: kept, depth = 0, isKnown, since, signal }) {
			const memory = readMemory(kept);
			const sources: SourceReport[] = [];
			const lists: ChannelVideo[][] = [];
			const take = (source: SourceReport['source'], look: SourceLook): SourceLook => {
				sources.push(reportOf(source, look));
				lists.push(look.videos);
				return look;
			};
			const how = () => ({ memory, reach: createReach({ depth, isKnown, since }), signal });
			const isDone = ({ error, isWhole }: SourceLook): boolean => error === null && isWhole;

			const look = await lookOn();
			const videos = mergedVideos(...lists);
			memory.hadVideos ||= videos.length > 0;
			return { videos, sources, memory: { ...memory }, isWhole: isDone(look) };

			async function lookOn(): Promise<SourceLook> {
				if (key) {
					const look = take('dataApi', await listByDataApi(key, channelId, how()));
					if (isDone(look)) return look;
					// Longer than is read by key, and far longer than a feed.
					if (look.error === null) return byYtDlp();
				}
				const look = take('rss', await listByFeeds(ask, channelId, how()));
				if (isDone(look)) return look;
				return byYtDlp();
			}

			async function byYtDlp(): Promise<SourceLook> {
				return take('ytDlp', await listByYtDlp(pages, channelId, how()));
			}
		},

		details: (videoIds, signal, onTold) =>
			detailsOf({ key, pages, ask, log, onTold }, videoIds, signal),
	};
}
