import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '../../../demo/freePort';
import { apiOf, type Api } from '../../../demo/look';
import { createN8n, type N8n } from '../../../demo/n8n/createN8n';
import { createN8nRest, type N8nRest } from '../../../demo/n8n/n8nRest';
import { fourteenMs, type Running } from '../../../demo/processes';
import { makeSamples } from '../../../sandbox/samples/makeSamples';
import { startTikTok } from '../../../sandbox/tiktok/startTikTok';
import type { SandboxChannels } from '../../../sandbox/youtube/channels/sandboxChannels';
import { startYouTube } from '../../../sandbox/youtube/startYouTube';
import { locateTools } from '../../../services/toolchain/locate';
import { sandboxOf, type SandboxView } from '../../support/sandboxView';
import { openPassage, type Passage } from './openPassage';

const root = resolve(__dirname, '../../..');

/** Everything for real but TikTok and YouTube: the sandbox, `14ms up` and n8n, each on ports of its own. */
export interface Stage {
	n8n: N8n;
	rest: N8nRest;
	fourteenMs: { origin: string; api: Api; start(): Promise<void>; kill(): Promise<void> };
	sandbox: SandboxView;
	/** On the sandbox's YouTube. */
	channels: SandboxChannels;
	/** Ways that can be watched and closed: from n8n to 14ms, where 14ms has another name; and to n8n's WEBHOOK_URL. */
	passages: { toFourteenMs: Passage; toN8n: Passage };
	/** Calls 14ms as its operator. */
	operator(method: string, path: string, body?: unknown): Promise<unknown>;
	close(): Promise<void>;
}

export interface StageOptions {
	/** Added for 14ms. */
	env?: Record<string, string>;
	/** The Host under which n8n's calls reach 14ms; default: the passage's own. */
	nameInNetwork?: string;
}

export async function startStage({ env, nameInNetwork }: StageOptions = {}): Promise<Stage> {
	const folder = await mkdtemp(join(tmpdir(), '14ms-n8n-'));
	const { PATH = '', HOME } = process.env;
	const noSettings = { ytDlpPath: null, ffmpegPath: null, temporalCliPath: null };
	const tools = await locateTools({ tools: noSettings, root, path: PATH });
	const only = ['small', 'needsTranscoding', 'threeMinutes', 'landscape'] as const;
	const samplesDir = join(root, '.cache/samples');
	const videos = await makeSamples({ ...tools, dir: samplesDir, only: [...only] });
	const youtube = await startYouTube({ dir: join(folder, 'youtube'), videos });
	const tiktok = await startTikTok({ dir: join(folder, 'tiktok'), processingMs: 200 });
	const port = await freePort();
	const origin = `http://localhost:${port}`;
	const dataDir = join(folder, 'data');
	const all = {
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
		...env,
	};
	let up: Running | null = null;
	const start = async (): Promise<void> => {
		up = fourteenMs(['up'], { env: all, cwd: folder });
		await up.line(/Ctrl-C/);
	};
	const n8n = await createN8n(folder);
	const toN8n = await openPassage(Number(new URL(n8n.origin).port));
	const toFourteenMs = await openPassage(port, nameInNetwork);
	const watched: N8n = {
		...n8n,
		start: (more = {}) => n8n.start({ WEBHOOK_URL: `${toN8n.origin}/`, ...more }),
	};
	await Promise.all([start(), watched.start()]);
	const rest = createN8nRest(n8n.origin);
	const api = apiOf(origin, dataDir);

	return {
		...{ n8n: watched, rest, passages: { toFourteenMs, toN8n } },
		sandbox: sandboxOf(tiktok.origin),
		channels: youtube.channels,
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
			await Promise.all([toN8n.close(), toFourteenMs.close()]);
			await Promise.all([tiktok.close(), youtube.close()]);
			await rm(folder, { recursive: true, force: true });
		},
	};
}
