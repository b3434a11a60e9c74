import { mkdirSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../demo/freePort';
import { makeSamples } from '../../sandbox/samples/makeSamples';
import { recipes, type SampleName } from '../../sandbox/samples/recipes';
import type { SampleVideo } from '../../sandbox/samples/SampleVideo';
import type { TikTokOptions, TikTokStandIn } from '../../sandbox/tiktok/options';
import { startTikTok } from '../../sandbox/tiktok/startTikTok';
import type { YouTubeMoment } from '../../sandbox/youtube/createSite';
import { startYouTube, type YouTubeStandIn } from '../../sandbox/youtube/startYouTube';
import { processEnvironment } from '../../services/config';
import { locateTools } from '../../services/toolchain/locate';
import { root, type Running } from './fourteenMs';
import { putStore } from './newDataDir';
import { Place } from './place';
import { killIn } from './processesIn';
import { sandboxOf, type SandboxView } from './sandboxView';

/** Made once, and kept between runs. */
export const samplesDir = join(root, '.cache', 'samples');

/** Stand-ins that run in the test, and a folder in which `14ms` runs as processes of its own. */
export interface Box {
	/** Every process of the box works in here, or has it on its command line. */
	dir: string;
	tiktok: TikTokStandIn;
	sandbox: SandboxView;
	youtube: YouTubeStandIn;
	/** A folder with a PORT and a DATA_DIR of its own, in which the store is made already. */
	place(name: string, changes?: Record<string, string>): Promise<Place>;
	/** The same where 14ms has never run. */
	newPlace(name: string, changes?: Record<string, string>): Promise<Place>;
	/** All that the processes of the box have said. */
	said(): string;
	/** Leaves nothing running and nothing on disk. */
	close(): Promise<void>;
}

interface YouTubeChanges {
	/** What is on its shelf instead of the samples themselves. */
	shelf?: (samples: SampleVideo[]) => SampleVideo[];
	onMoment?: (moment: YouTubeMoment) => Promise<void>;
}

export async function openBox(
	samples: SampleName[],
	options: Partial<TikTokOptions> = {},
	{ shelf = (all) => all, onMoment }: YouTubeChanges = {},
): Promise<Box> {
	const dir = await realpath(await mkdtemp(join(tmpdir(), '14ms-box-')));
	const { PATH = '', HOME = '' } = processEnvironment();
	const noSettings = { ytDlpPath: null, ffmpegPath: null, temporalCliPath: null };
	const { ffmpegPath } = await locateTools({ tools: noSettings, root, path: PATH });
	const videos = await makeSamples({ dir: samplesDir, ffmpegPath, only: samples });
	const youtube = await startYouTube({
		...{ dir: join(dir, 'youtube'), videos: shelf(videos) },
		...(onMoment ? { onMoment } : {}),
	});
	const tiktok = await startTikTok({ dir: join(dir, 'tiktok'), processingMs: 200, ...options });
	const started: Running[] = [];

	const newPlace: Box['newPlace'] = async (name, changes = {}) => {
		const port = await freePort();
		const cwd = join(dir, name);
		const dataDir = join(cwd, 'data');
		mkdirSync(cwd);
		const env = {
			...{ PATH, HOME, PORT: String(port), DATA_DIR: dataDir },
			TIKTOK_CLIENT_KEY: tiktok.clientKey,
			TIKTOK_CLIENT_SECRET: tiktok.clientSecret,
			TIKTOK_REDIRECT_URI: `http://localhost:${port}/api/tiktok/callback`,
			TIKTOK_AUTHORIZE_URL: tiktok.authorizeUrl,
			TIKTOK_API_URL: tiktok.origin,
			HTTPS_PROXY: youtube.proxyUrl,
			SSL_CERT_FILE: youtube.caFile,
			STATUS_POLL_SECONDS: '1',
			...changes,
		};
		return new Place(env, cwd, dataDir, (running) => void started.push(running));
	};

	return {
		...{ dir, tiktok, youtube, sandbox: sandboxOf(tiktok.origin), newPlace },

		async place(name, changes) {
			const place = await newPlace(name, changes);
			await putStore(place.dataDir);
			return place;
		},

		said: () => started.map((each) => each.stdout() + each.stderr()).join('\n'),

		async close() {
			await killIn(dir, () => true);
			await Promise.all(started.map(({ ended }) => ended));
			await Promise.all([tiktok.close(), youtube.close()]);
			await rm(dir, { recursive: true, force: true, maxRetries: 10 });
		},
	};
}

export function urlOf(name: SampleName): string {
	return `https://www.youtube.com/shorts/${recipes[name].id}`;
}
