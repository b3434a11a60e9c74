import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { bundleWorkflowCode, type WorkflowBundle } from '@temporalio/worker';
import { openEngine, openWorker, targetOf } from '../../cli/temporalParts';
import { repostRequest, type RepostRequestInput } from '../../lib/posting/request';
import { isFinal, type RepostState } from '../../lib/posting/states';
import { makeSamples } from '../../sandbox/samples/makeSamples';
import type { SampleName } from '../../sandbox/samples/recipes';
import type { SampleVideo } from '../../sandbox/samples/SampleVideo';
import type { TikTokOptions, TikTokStandIn } from '../../sandbox/tiktok/options';
import { startTikTok } from '../../sandbox/tiktok/startTikTok';
import { startYouTube, type YouTubeStandIn } from '../../sandbox/youtube/startYouTube';
import { processEnvironment, readSettings } from '../../services/config';
import { createLog } from '../../services/createLog';
import { createDesk } from '../../services/desk/createDesk';
import type { Desk } from '../../services/desk/desk';
import { openServices, withTikTok, type Services } from '../../services/openServices';
import type { TimingSettings } from '../../services/settings';
import type { Repost } from '../../services/store/store';
import type { Engine } from '../../services/temporal/engine';
import { startDevServer, type DevServer } from '../../services/temporal/startDevServer';
import { createConnect } from '../../services/tiktok/connectAccount';
import { locateTools } from '../../services/toolchain/locate';
import { sandboxOf, type SandboxView } from './sandboxView';

export const root = resolve(__dirname, '../..');
const redirectUri = 'http://localhost:3000/api/tiktok/callback';
const patienceMs = 60_000;

/** All of 14ms but its web pages, in this process, against the stand-ins and a real Temporal server. */
export interface Stack {
	services: Services;
	engine: Engine;
	desk: Desk;
	temporal: DevServer;
	tiktok: TikTokStandIn;
	youtube: YouTubeStandIn;
	sandbox: SandboxView;
	videos: SampleVideo[];
	/** Connects this sandbox user; resolves to the account's id. */
	connect(username: string, scopes?: string): Promise<string>;
	request(request: Omit<RepostRequestInput, 'ownContent'>): Promise<Repost>;
	/** Looks until the repost is as `match` wants it; fails at once when it has ended otherwise. */
	until(id: string, match: RepostState | ((repost: Repost) => boolean)): Promise<Repost>;
	startWorker(): Promise<void>;
	stopWorker(): Promise<void>;
	close(): Promise<void>;
}

let bundle: Promise<WorkflowBundle> | undefined;

export async function startStack({
	samples = ['small'],
	tiktok: tiktokOptions = {},
	timing = {},
	databaseUrl,
}: {
	samples?: SampleName[];
	tiktok?: Partial<TikTokOptions>;
	timing?: Partial<TimingSettings>;
	databaseUrl?: string;
} = {}): Promise<Stack> {
	const dir = await mkdtemp(join(tmpdir(), '14ms-stack-'));
	const env = processEnvironment();
	const noSettings = { ytDlpPath: null, ffmpegPath: null, temporalCliPath: null };
	const tools = await locateTools({ tools: noSettings, root, path: env.PATH ?? '' });
	const samplesDir = join(root, '.cache', 'samples');
	const videos = await makeSamples({ ...tools, dir: samplesDir, only: samples });
	const youtube = await startYouTube({ dir: join(dir, 'youtube'), videos });
	const tiktok = await startTikTok({
		...{ dir: join(dir, 'tiktok'), processingMs: 200 },
		...tiktokOptions,
	});
	const read = readSettings({
		for: 'up',
		cwd: dir,
		env: {
			TIKTOK_CLIENT_KEY: tiktok.clientKey,
			TIKTOK_CLIENT_SECRET: tiktok.clientSecret,
			TIKTOK_REDIRECT_URI: redirectUri,
			TIKTOK_AUTHORIZE_URL: tiktok.authorizeUrl,
			TIKTOK_API_URL: tiktok.origin,
			DATA_DIR: join(dir, 'data'),
			...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
		},
	});
	const settings = withTikTok({
		...read,
		timing: { ...read.timing, heartbeatTimeoutMs: 3_000, statusPollMs: 200, ...timing },
	});
	const log = createLog({ pretty: false, level: 'silent' });
	const services = await openServices({
		...{ settings, log, root, env },
		youtubeVia: { proxy: youtube.proxyUrl, caFile: youtube.caFile },
	});
	const temporal = await startDevServer({
		...{ cliPath: tools.temporalCliPath, dataDir: settings.dataDir, log },
	});
	const target = targetOf(settings, temporal.address);
	const engine = await openEngine(target);
	const { store, accounts, media } = services;
	const desk = createDesk({ store, engine, tiktok: accounts, media, log });
	bundle ??= bundleWorkflowCode({
		workflowsPath: join(root, 'workflows'),
		logger: { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} },
	});
	let worker = await openWorker(services, target, await bundle);

	return {
		...{ services, engine, desk, temporal, tiktok, youtube, videos },
		sandbox: sandboxOf(tiktok.origin),

		async connect(username, scopes) {
			const connect = createConnect({ tiktok: services.tiktok, store, redirectUri, log });
			const { url, codeVerifier } = await connect.begin();
			const consent = new URL(url);
			consent.searchParams.set('sandbox_user', username);
			consent.searchParams.set('sandbox_decision', 'allow');
			if (scopes) consent.searchParams.set('scope', scopes);
			const answer = await fetch(consent, { redirect: 'manual' });
			const back = new URL(answer.headers.get('location') ?? '');
			const code = back.searchParams.get('code') ?? '';
			const outcome = await connect.complete({ code, codeVerifier });
			if (outcome.kind !== 'connected') throw new Error('It should have connected at once.');
			return outcome.account.id;
		},

		async request(request) {
			const wanted = repostRequest.parse({ ...request, ownContent: true });
			return (await desk.request(wanted, 'operator (API)')).repost;
		},

		async until(id, match) {
			const matches = (repost: Repost): boolean =>
				typeof match === 'string' ? repost.state === match : match(repost);
			const sinceMs = Date.now();
			for (;;) {
				const { repost } = await desk.get(id);
				if (matches(repost)) return repost;
				const isLate = Date.now() - sinceMs > patienceMs;
				if (isFinal(repost.state) || isLate) {
					const { state, error, nextStep } = repost;
					throw new Error(`It is ${JSON.stringify({ state, error, nextStep })}.`);
				}
				await delay(50);
			}
		},

		async startWorker() {
			worker = await openWorker(services, target, await bundle);
		},
		stopWorker: () => worker.stop(),

		async close() {
			await worker.stop();
			await engine.close();
			await temporal.stop();
			await services.close();
			await Promise.all([tiktok.close(), youtube.close()]);
			await rm(dir, { recursive: true, force: true });
		},
	};
}
