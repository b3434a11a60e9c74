import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { Problem } from '../lib/errors';
import { certificateBundle } from './certificates';
import { createSealer } from './createSealer';
import { createCaller } from './delivery/createCaller';
import { createDelivery, type Delivery } from './delivery/delivery';
import { createDiscovery } from './discovery/createDiscovery';
import type { Discovery } from './discovery/discovery';
import { createPauses } from './discovery/pauses';
import { createAsk } from './discovery/requests';
import { createAgents, trustExtraCas, type Agents } from './http/agents';
import type { Log } from './log';
import { createMedia } from './media/createMedia';
import type { Media } from './media/media';
import { createSourceNumbers } from './readback/createSourceNumbers';
import type { SourceNumbers } from './readback/sourceNumbers';
import { loadOrMakeSecrets } from './secretFiles';
import type { Settings, TikTokSettings } from './settings';
import type { DataDirLock } from './store/lockDataDir';
import { openStore } from './store/openStore';
import type { Store } from './store/store';
import { createTikTok } from './tiktok/createTikTok';
import { createTikTokAccounts } from './tiktok/createTikTokAccounts';
import type { TikTok, TikTokAccounts } from './tiktok/tiktok';
import { locateTools, type Tools } from './toolchain/locate';
import { createWebSubHub } from './webSub/createWebSubHub';
import type { WebSubHub } from './webSub/webSubHub';
import { createChannelPages } from './youtube/createChannelPages';
import { createYouTube } from './youtube/createYouTube';
import type { YouTube } from './youtube/youtube';
import type { YouTubeOptions } from './youtube/ytDlpRunner';

/** The outside world of 14ms, open and ready. */
export interface Services {
	settings: Settings;
	log: Log;
	tools: Tools;
	operatorToken: string;
	/** Made from the key ring: for cookies that need no more than a signature. The first one signs. */
	cookieKeys: string[];
	store: Store;
	tiktok: TikTok;
	accounts: TikTokAccounts;
	media: Media;
	youtube: YouTube;
	discovery: Discovery;
	webSubHub: WebSubHub;
	sourceNumbers: SourceNumbers;
	agents: Agents;
	delivery: Delivery;
	close(): Promise<void>;
}

export interface OpenServicesOptions {
	settings: Settings & { tiktok: TikTokSettings };
	log: Log;
	/** The checkout, which holds `.tools` and `node_modules`. */
	root: string;
	/** Where the caller has looked for them already. */
	tools?: Tools;
	/** For the programs that are run; each is given only what it needs of it. */
	env: Record<string, string | undefined>;
	/** The lock of the data folder, when the caller has taken it. */
	lock?: DataDirLock;
	/** How YouTube is reached where that is not as the network settings say (the sandbox). */
	youtubeVia?: { proxy: string; caFile: string };
	/** Instead of YouTube's own. */
	discovery?: Discovery;
}

/** Opens what web and worker share. The store's lock keeps a second process off the same data folder. */
export async function openServices(options: OpenServicesOptions): Promise<Services> {
	const { settings, log, root, env, lock, youtubeVia } = options;
	const { dataDir, network } = settings;
	trustExtraCas(network.extraCaFiles);
	const tools =
		options.tools ?? (await locateTools({ tools: settings.tools, root, path: env.PATH ?? '' }));
	const { secretKeys, operatorToken } = loadOrMakeSecrets(dataDir, settings, log);
	const store = await openStore({
		...{ dataDir, log, lock },
		databaseUrl: settings.databaseUrl,
		repostsAtOnce: settings.repostsAtOnce,
		sealer: createSealer(secretKeys),
	});
	const agents = createAgents(network);
	const hubAgents = youtubeVia ? agentsVia(youtubeVia, { keepAlive: false }) : agents;
	const tiktok = createTikTok({ settings: settings.tiktok, agents, log });
	const { ffmpegPath, denoPath, ytDlp } = tools;
	// Nobody's account: YouTube counts by address, or by key.
	const countCall = async (endpoint: string, units = 1): Promise<void> => {
		const key = { provider: 'youtube' as const, endpoint, accountId: '' };
		for (let unit = 0; unit < units; unit++) await store.calls.take(key, null);
	};
	const ytDlpOptions: YouTubeOptions = {
		...{ ffmpegPath, denoPath, log, countCall },
		python: 'python3',
		ytDlp: { command: ytDlp.command, env: { ...env, ...ytDlp.env } },
		proxy: youtubeVia?.proxy ?? network.httpsProxy ?? network.httpProxy,
		caFile:
			youtubeVia?.caFile ??
			certificateBundle(network.extraCaFiles, join(dataDir, 'run', 'certificates.pem')),
		cookiesFile: settings.youtube.cookiesFile,
	};
	const { apiKey } = settings.youtube;
	// One quota, one memory of what it refuses.
	const key = apiKey === null ? null : { apiKey, pauses: createPauses(apiKey, () => new Date()) };
	const youtube = createYouTube(ytDlpOptions);
	// It only reads, so that connections may be kept.
	const youtubeAgents = youtubeVia
		? agentsVia(youtubeVia, { keepAlive: true })
		: createAgents(network, { keepAlive: true });
	const discovery =
		options.discovery ??
		createDiscovery({
			...(key ?? { apiKey }),
			...{ countCall, log },
			agents: youtubeAgents,
			pages: createChannelPages(ytDlpOptions),
		});
	return {
		...{ settings, log, tools, operatorToken, store, tiktok, agents, youtube, discovery },
		sourceNumbers: createSourceNumbers({
			dataApi: key && { ...key, countCall, ask: createAsk(youtubeAgents) },
			...{ youtube, log },
		}),
		cookieKeys: secretKeys.map(cookieKeyOf),
		delivery: createDelivery(store, createCaller(agents)),
		accounts: createTikTokAccounts({ tiktok, store, log }),
		media: createMedia({
			...{ mediaRoot: mediaRootOf(settings), ffmpegPath, log },
			limitBytes: settings.mediaLimitBytes,
		}),
		webSubHub: createWebSubHub(hubAgents, countCall),
		close: () => store.close(),
	};
}

function agentsVia(
	{ proxy, caFile }: { proxy: string; caFile: string },
	{ keepAlive }: { keepAlive: boolean },
): Agents {
	return createAgents(
		{ httpProxy: proxy, httpsProxy: proxy, noProxy: [] },
		{ caFile, keepAlive },
	);
}

function cookieKeyOf(secretKey: Uint8Array): string {
	return createHmac('sha256', secretKey).update('14ms cookies').digest('base64url');
}

export function mediaRootOf({ dataDir }: Settings): string {
	return join(dataDir, 'media');
}

/** Problem bad_settings unless the settings are there, or the sandbox has given its own. */
export function withTikTok(
	settings: Settings,
	tiktok: TikTokSettings | null = settings.tiktok,
): Settings & { tiktok: TikTokSettings } {
	if (tiktok) return { ...settings, tiktok };
	throw new Problem(
		'bad_settings',
		'TIKTOK_CLIENT_KEY and TIKTOK_CLIENT_SECRET are not set: put them into .env (see .env.example), or run `npx 14ms up` without any TIKTOK_* setting to try the sandbox.',
	);
}
