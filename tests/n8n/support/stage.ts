import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { freePort } from '../../../demo/freePort';
import { apiOf, type Api } from '../../../demo/look';
import { fourteenMs, type Running } from '../../../demo/processes';
import { makeSamples } from '../../../sandbox/samples/makeSamples';
import type { SampleVideo } from '../../../sandbox/samples/SampleVideo';
import type { TikTokStandIn } from '../../../sandbox/tiktok/options';
import { startTikTok } from '../../../sandbox/tiktok/startTikTok';
import { startYouTube } from '../../../sandbox/youtube/startYouTube';
import { locateTools } from '../../../services/toolchain/locate';
import { sandboxOf, type SandboxView } from '../../support/sandboxView';
import { createN8n, type N8n } from './n8n';
import { createN8nRest, type N8nRest } from './n8nRest';

const root = resolve(__dirname, '../../..');

/** Everything for real but TikTok and YouTube: the sandbox, `14ms up` and n8n, each on ports of its own. */
export interface Stage {
	folder: string;
	n8n: N8n;
	rest: N8nRest;
	fourteenMs: { origin: string; api: Api; start(): Promise<void>; kill(): Promise<void> };
	tiktok: TikTokStandIn;
	sandbox: SandboxView;
	videos: SampleVideo[];
	/** Calls 14ms as its operator. */
	operator(method: string, path: string, body?: unknown): Promise<unknown>;
	close(): Promise<void>;
}

export async function startStage(): Promise<Stage> {
	const folder = await mkdtemp(join(tmpdir(), '14ms-n8n-'));
	const { PATH = '', HOME } = process.env;
	const noSettings = { ytDlpPath: null, ffmpegPath: null, temporalCliPath: null };
	const tools = await locateTools({ tools: noSettings, root, path: PATH });
	const only = ['small', 'landscape'] as const;
	const samplesDir = join(root, '.cache/samples');
	const videos = await makeSamples({ ...tools, dir: samplesDir, only: [...only] });
	const youtube = await startYouTube({ dir: join(folder, 'youtube'), videos });
	const tiktok = await startTikTok({ dir: join(folder, 'tiktok'), processingMs: 200 });
	const port = await freePort();
	const origin = `http://localhost:${port}`;
	const dataDir = join(folder, 'data');
	const env = {
		...{ PATH, HOME, NO_PROXY: 'localhost,127.0.0.1' },
		TIKTOK_CLIENT_KEY: tiktok.clientKey,
		TIKTOK_CLIENT_SECRET: tiktok.clientSecret,
		TIKTOK_REDIRECT_URI: `${origin}/api/tiktok/callback`,
		TIKTOK_AUTHORIZE_URL: tiktok.authorizeUrl,
		TIKTOK_API_URL: tiktok.origin,
		HTTPS_PROXY: youtube.proxyUrl,
		SSL_CERT_FILE: youtube.caFile,
		PORT: String(port),
		DATA_DIR: dataDir,
	};
	let up: Running | null = null;
	const start = async (): Promise<void> => {
		up = fourteenMs(['up'], { env, cwd: folder });
		await up.line(/Ctrl-C/);
	};
	const n8n = await createN8n(folder);
	await Promise.all([start(), n8n.start()]);
	const rest = createN8nRest(n8n.origin);
	const api = apiOf(origin, dataDir);

	return {
		...{ folder, n8n, rest, tiktok, videos },
		sandbox: sandboxOf(tiktok.origin),
		fourteenMs: {
			...{ origin, api, start },
			async kill() {
				up?.kill();
				await up?.ended;
			},
		},
		async operator(method, path, body) {
			const response = await fetch(`${origin}/api/v1${path}`, {
				method,
				headers: {
					authorization: `Bearer ${api.token}`,
					'content-type': 'application/json',
				},
				...(body === undefined ? {} : { body: JSON.stringify(body) }),
			});
			return response.json();
		},
		async close() {
			await n8n.stop();
			await up?.stop();
			await Promise.all([tiktok.close(), youtube.close()]);
			await rm(folder, { recursive: true, force: true });
		},
	};
}

export const signInLink = z.object({ url: z.string() });
