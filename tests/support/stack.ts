import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { installRuntime, openEngine, openWorker, targetOf } from '../../cli/temporalParts';
import { workflowId } from '../../lib/posting/repostId';
import { repostRequest, type RepostRequestInput } from '../../lib/posting/request';
import { isFinal, type RepostState } from '../../lib/posting/states';
import { webSubHubUrl } from '../../lib/settings/settingsSchema';
import type { Scope } from '../../lib/tiktok/types';
import { makeSamples } from '../../sandbox/samples/makeSamples';
import type { SampleName } from '../../sandbox/samples/recipes';
import type { TikTokOptions, TikTokStandIn } from '../../sandbox/tiktok/options';
import { startTikTok } from '../../sandbox/tiktok/startTikTok';
import { startYouTube, type YouTubeStandIn } from '../../sandbox/youtube/startYouTube';
import { processEnvironment, readSettings } from '../../services/config';
import { createLog } from '../../services/createLog';
import { createDesk } from '../../services/desk/createDesk';
import { createSyncDesk } from '../../services/desk/createSyncDesk';
import { createWebSubDesk } from '../../services/desk/webSub/createWebSubDesk';
import type { Desk } from '../../services/desk/desk';
import type { SyncDesk } from '../../services/desk/syncDesk';
import type { WebSubDesk } from '../../services/desk/webSub/webSubDesk';
import { openServices, withTikTok, type Services } from '../../services/openServices';
import type { TimingSettings } from '../../services/settings';
import type { Repost } from '../../services/store/reposts/reposts';
import { connectTemporal } from '../../services/temporal/connectTemporal';
import type { Engine } from '../../services/temporal/engine';
import { startDevServer, type DevServer } from '../../services/temporal/startDevServer';
import { createConnect } from '../../services/tiktok/createConnect';
import { locateTools } from '../../services/toolchain/locate';
import type { RunningWorker } from '../../worker';
import { copiesOf } from './copies';
import { emptyDataDir, newDataDir } from './newDataDir';
import { sandboxOf, type SandboxView } from './sandboxView';
import { openWebSubDoor } from './webSubDoor';

export const root = resolve(__dirname, '../..');
const redirectUri = 'http://localhost:3000/api/tiktok/callback';
const patienceMs = 120_000;
/** A look costs milliseconds of CPU, and a dozen tests may be waiting at a time. */
const lookEveryMs = 150;

/** A user of the sandbox and the account it is connected as. */
export interface Creator {
	username: string;
	account: string;
}

/** All of 14ms but its web pages, in this process, against the stand-ins and a real Temporal server. */
export interface Stack {
	services: Services;
	engine: Engine;
	desk: Desk;
	syncs: SyncDesk;
	webSub: WebSubDesk;
	deskWith(more: { startGraceMs?: number }): Desk;
	/** Authorization codes that were exchanged. */
	codes: string[];
	temporal: DevServer;
	client: Client;
	/** May be changed: reposts that begin from then on go by it. */
	timing: TimingSettings;
	tiktok: TikTokStandIn;
	youtube: YouTubeStandIn;
	sandbox: SandboxView;
	/** A sandbox user of its own for each test, connected; traits as in docs/sandbox.md. */
	newCreator(traits?: Record<string, unknown>): Promise<Creator>;
	/** Connects this sandbox user; resolves to the account's id. */
	connect(username: string, scopes?: string): Promise<string>;
	request(request: Omit<RepostRequestInput, 'ownContent'>): Promise<Repost>;
	/** Looks until the repost is as `match` wants it; fails at once when it has ended otherwise, but for a link to come. */
	until(id: string, match: RepostState | ((repost: Repost) => boolean)): Promise<Repost>;
	workflow(id: string, attempt?: number): WorkflowHandle;
	startWorker(): Promise<void>;
	stopWorker(): Promise<void>;
	close(): Promise<void>;
}

interface StackOptions {
	samples?: SampleName[];
	/** So many more Shorts like the first sample, named `copyOf(1)` and so on. */
	copies?: number;
	tiktok?: Partial<TikTokOptions>;
	timing?: Partial<TimingSettings>;
	extraScopes?: Scope[];
	databaseUrl?: string | undefined;
	/** Of the Data API; default: none, so that 14ms asks the feeds and yt-dlp. */
	youtubeApiKey?: string;
	/** Where log lines go; default nowhere. */
	logTo?: NodeJS.WritableStream;
}

let isRuntimeInstalled = false;
let creators = 0;

export async function startStack(options: StackOptions = {}): Promise<Stack> {
	const { samples = ['small'], timing = {}, databaseUrl, logTo, extraScopes = [] } = options;
	const dir = await mkdtemp(join(tmpdir(), '14ms-stack-'));
	const dataDir = databaseUrl ? emptyDataDir() : await newDataDir();
	const env = processEnvironment();
	const noSettings = { ytDlpPath: null, ffmpegPath: null, temporalCliPath: null };
	const tools = await locateTools({ tools: noSettings, root, path: env.PATH ?? '' });
	const samplesDir = join(root, '.cache', 'samples');
	const made = await makeSamples({ ...tools, dir: samplesDir, only: samples });
	const videos = [...made, ...copiesOf(made.slice(0, 1), options.copies ?? 0)];
	const youtube = await startYouTube({ dir: join(dir, 'youtube'), videos });
	const tiktok = await startTikTok({
		...{ dir: join(dir, 'tiktok'), processingMs: 200 },
		...options.tiktok,
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
			DATA_DIR: dataDir,
			...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
			...(options.youtubeApiKey ? { YOUTUBE_API_KEY: options.youtubeApiKey } : {}),
		},
	});
	const door = await openWebSubDoor();
	const settings = withTikTok({
		...read,
		webSub: { hubUrl: webSubHubUrl, callbackOrigin: door.origin },
		timing: { ...read.timing, statusPollMs: 200, ...timing },
	});
	const log = createLog(
		logTo ? { pretty: false, destination: logTo } : { pretty: false, level: 'silent' },
	);
	if (!isRuntimeInstalled) installRuntime(log);
	isRuntimeInstalled = true;
	const services = await openServices({
		...{ settings, log, root, env },
		youtubeVia: { proxy: youtube.proxyUrl, caFile: youtube.caFile },
	});
	const temporal = await startDevServer({
		...{ cliPath: tools.temporalCliPath, dataDir, log },
		// A port that nobody else tries: a killed server's own may be taken by another test's.
		...{ preferredPort: 0, preferredUiPort: 0 },
	});
	const target = targetOf(settings, temporal.address);
	const engine = await openEngine(target);
	const connected = await connectTemporal(target);
	const { client } = connected;
	const { store, accounts, media } = services;
	const deskWith = (more: { startGraceMs?: number }): Desk =>
		createDesk({ store, engine, tiktok: accounts, media, log, ...more });
	const desk = deskWith({});
	const syncs = createSyncDesk({ store, engine, tiktok: accounts, log });
	const webSub = createWebSubDesk({ settings, store, engine, log });
	// As its first sweep does it.
	if (settings.webSub) await store.webSubs.moveTo(settings.webSub);
	door.lead(webSub);
	let worker: RunningWorker | null = await openWorker(services, target);
	const stopWorker = async (): Promise<void> => {
		await worker?.stop();
		worker = null;
	};
	const sandbox = sandboxOf(tiktok.origin);
	const codes: string[] = [];

	async function connect(username: string, scopes?: string): Promise<string> {
		const connect = createConnect({
			...{ tiktok: services.tiktok, store, redirectUri, log },
			extraScopes,
		});
		const { url, codeVerifier } = await connect.begin();
		const consent = new URL(url);
		consent.searchParams.set('sandbox_user', username);
		consent.searchParams.set('sandbox_decision', 'allow');
		if (scopes) consent.searchParams.set('sandbox_scopes', scopes);
		const answer = await fetch(consent, { redirect: 'manual' });
		const back = new URL(answer.headers.get('location') ?? '');
		const code = back.searchParams.get('code') ?? '';
		codes.push(code);
		const outcome = await connect.complete({ code, codeVerifier });
		if (outcome.kind !== 'connected') throw new Error('It should have connected at once.');
		return outcome.account.id;
	}

	return {
		...{
			services,
			engine,
			desk,
			deskWith,
			syncs,
			webSub,
			temporal,
			client,
			timing: settings.timing,
		},
		...{ tiktok, youtube, sandbox, connect, codes },

		async newCreator(traits = {}) {
			const username = `creator_${++creators}`;
			await sandbox.control('users', { username, ...traits });
			return { username, account: await connect(username) };
		},

		async request(request) {
			const wanted = repostRequest.parse({ ...request, ownContent: true });
			return (await desk.request(wanted, 'operator (API)')).repost;
		},

		async until(id, match) {
			const matches = (repost: Repost): boolean =>
				typeof match === 'string' ? repost.state === match : match(repost);
			const isDone = ({ state, postId }: Repost): boolean =>
				typeof match === 'function' && state === 'published' && postId === null;
			const sinceMs = Date.now();
			for (;;) {
				const repost = await store.reposts.get(id);
				if (!repost) throw new Error(`There is no repost ${id}.`);
				if (matches(repost)) return repost;
				const isLate = Date.now() - sinceMs > patienceMs;
				const isOver = isFinal(repost.state) && !isDone(repost);
				if (isOver || isLate) {
					const { state, error, nextStep } = repost;
					throw new Error(`It is ${JSON.stringify({ state, error, nextStep })}.`);
				}
				await delay(lookEveryMs);
			}
		},

		workflow: (id, attempt = 1) => client.workflow.getHandle(workflowId(id, attempt)),

		async startWorker() {
			worker = await openWorker(services, target);
		},
		stopWorker,

		async close() {
			await stopWorker();
			await Promise.all([engine.close(), connected.close()]);
			await temporal.stop();
			await door.close();
			await services.close();
			await Promise.all([tiktok.close(), youtube.close()]);
			await Promise.all([dir, dataDir].map((path) => rm(path, { recursive: true })));
		},
	};
}
