import { join } from 'node:path';
import { Problem } from '../lib/errors';
import { createSealer } from './createSealer';
import { createAgents, trustExtraCas, type Agents } from './http/agents';
import type { Log } from './log';
import { createMedia } from './media/createMedia';
import type { Media } from './media/media';
import { loadOrMakeSecrets } from './secretFiles';
import type { Settings } from './settings';
import { openStore } from './store/openStore';
import type { Store } from './store/store';
import { createTikTok } from './tiktok/createTikTok';
import { createTikTokAccounts } from './tiktok/createTikTokAccounts';
import type { TikTok, TikTokAccounts } from './tiktok/tiktok';
import { locateTools, type Tools } from './toolchain/locate';
import { createYouTube } from './youtube/createYouTube';
import type { YouTube } from './youtube/youtube';

/** The outside world of 14ms, open and ready. */
export interface Services {
	settings: Settings;
	log: Log;
	tools: Tools;
	operatorToken: string;
	store: Store;
	tiktok: TikTok;
	accounts: TikTokAccounts;
	media: Media;
	youtube: YouTube;
	agents: Agents;
	close(): Promise<void>;
}

export interface OpenServicesOptions {
	settings: Settings;
	log: Log;
	/** The checkout, which holds `.tools` and `node_modules`. */
	root: string;
	/** `$PATH`. */
	path: string;
	/** How yt-dlp reaches YouTube when it is not as the network settings say (the sandbox). */
	youtubeVia?: { proxy: string; caFile: string };
}

/** Opens what web and worker share. The first to be opened is the store, whose lock keeps a second process out. */
export async function openServices(options: OpenServicesOptions): Promise<Services> {
	const { settings, log, root, path } = options;
	if (!settings.tiktok) throw new Problem('bad_settings', 'TIKTOK_CLIENT_KEY is not set.');
	trustExtraCas(settings.network.extraCaFiles);
	const tools = await locateTools({ tools: settings.tools, root, path });
	const secrets = loadOrMakeSecrets(settings.dataDir, settings, log);
	const store = await openStore({
		dataDir: settings.dataDir,
		databaseUrl: settings.databaseUrl,
		sealer: createSealer(secrets.secretKeys),
		log,
	});
	const agents = createAgents(settings.network);
	const tiktok = createTikTok({ settings: settings.tiktok, agents, log });
	return {
		...{ settings, log, tools, store, tiktok, agents },
		operatorToken: secrets.operatorToken,
		accounts: createTikTokAccounts({ tiktok, store, log }),
		media: createMedia({
			mediaRoot: join(settings.dataDir, 'media'),
			ffmpegPath: tools.ffmpegPath,
			log,
		}),
		youtube: createYouTube({}),
		close: () => store.close(),
	};
}
