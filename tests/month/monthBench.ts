import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import type { ActivityServices } from '../../activities/services';
import { installRuntime } from '../../cli/temporalParts';
import { Problem } from '../../lib/errors';
import { sandboxApiKey } from '../../sandbox/youtube/dataApi/dataApi';
import { startYouTube } from '../../sandbox/youtube/startYouTube';
import { renderCaption } from '../../services/captions/renderCaption';
import { createSealer } from '../../services/createSealer';
import { requestRepost } from '../../services/desk/requestRepost';
import { createDiscovery } from '../../services/discovery/createDiscovery';
import { createAgents } from '../../services/http/agents';
import { newSecretKey } from '../../services/secretFiles';
import { openStore } from '../../services/store/openStore';
import type { Store } from '../../services/store/store';
import { workflowBundle } from '../../services/temporal/workflowBundle';
import { createChannelPages } from '../../services/youtube/createChannelPages';
import { startWorker, type RunningWorker } from '../../worker';
import { samples, ytDlpOptions } from '../services/youtube/youtubeBench';
import { newDataDir } from '../support/newDataDir';
import { root } from '../support/fourteenMs';
import { rememberingEngine } from '../web/support/startWebUnderTest';

const taskQueue = 'month';
const quiet = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} };
const testServer = join(root, '.cache/test-tools/bin/temporal-test-server');

/**
 * Temporal's server that skips time, a worker, the store and YouTube's stand-in with the real yt-dlp, all on one clock:
 * the server's, moved to where the month begins. TikTok is not asked: reposts are rows.
 */
export async function monthBench(beginsAt: Date) {
	const dir = await mkdtemp(join(tmpdir(), '14ms-month-'));
	const dataDir = await newDataDir();
	// Certificates are for the machine's clock, which real programs go by.
	const clock = { nowMs: Date.now() };
	const now = () => new Date(clock.nowMs);
	const videos = await samples('small');
	const youtube = await startYouTube({
		...{ dir: join(dir, 'youtube'), videos },
		now: () => clock.nowMs,
	});
	installRuntime(quiet);
	const server = { type: 'existing-path', path: testServer } as const;
	const env = await TestWorkflowEnvironment.createTimeSkipping({
		server: { executable: server },
	});
	// While the environment's own client waits for a result, the server skips to the next time-out, work or no work.
	const client = new Client({ connection: env.connection });
	const aheadMs = beginsAt.getTime() - (await env.currentTimeMs());
	clock.nowMs = beginsAt.getTime();

	const real = await openStore({
		...{ dataDir, databaseUrl: null, now },
		sealer: createSealer([newSecretKey()]),
	});
	/** So many more calls to what the store keeps of syncs fail. */
	const broken = { calls: 0 };
	const store: Store = { ...real, syncs: failing(real.syncs, broken) };
	const engine = rememberingEngine();
	const agents = createAgents(
		{ httpProxy: null, httpsProxy: youtube.proxyUrl, noProxy: [] },
		{ caFile: youtube.caFile },
	);
	const pages = createChannelPages({ ...ytDlpOptions(youtube), retries: 0 });
	const away = () => Promise.reject(new Problem('internal', 'This is not for syncs.'));
	const tiktok = {
		scopesOf: () => Promise.resolve(['video.upload', 'video.publish']),
		...{ creatorInfo: away, initVideo: away, fetchStatus: away, listVideos: away },
		...{ queryVideos: away, refreshNames: away, refreshGrant: away, disconnect: away },
	};
	const starter = { start: () => Promise.resolve(true), nudge: () => Promise.resolve(true) };
	const deps = { store, tiktok, starter, now };

	/** Its own memory, as a new process has. */
	async function newWorker(): Promise<RunningWorker> {
		const services = {
			...{ store, renderCaption, engine, now, log: quiet, accounts: tiktok },
			discovery: createDiscovery({
				...{ apiKey: sandboxApiKey, agents, pages, now, log: quiet },
				countCall: () => Promise.resolve(),
			}),
			timing: { heartbeatTimeoutMs: 1, statusPollMs: 1, reviewMs: 1, accessTokenMs: 1 },
			requestRepost: (request, by, statement) =>
				requestRepost(deps, request, by, undefined, statement),
		} satisfies Partial<ActivityServices>;
		return startWorker(services as unknown as ActivityServices, env.nativeConnection, {
			...{ namespace: 'default', taskQueue },
			workflowBundle: await workflowBundle(root),
		});
	}
	let worker = await newWorker();
	let ticks = 0;

	return {
		...{ youtube, store, engine, broken, now },
		nowMs: () => clock.nowMs,

		/** Skips to that moment; nobody looks meanwhile. */
		async waitUntil(atMs: number): Promise<void> {
			await env.sleep(Math.max(0, atMs - clock.nowMs));
			clock.nowMs = (await env.currentTimeMs()) + aheadMs;
		},

		/** One look, as the Schedule starts it. */
		async tick(syncId: string): Promise<void> {
			const workflowId = `tick-${++ticks}`;
			const place = { taskQueue, workflowId, workflowExecutionTimeout: '1 day' } as const;
			await client.workflow.execute('syncChannel', { ...place, args: [{ syncId }] });
			clock.nowMs = (await env.currentTimeMs()) + aheadMs;
		},

		async newWorker(): Promise<void> {
			await worker.stop();
			worker = await newWorker();
		},

		async close(): Promise<void> {
			await worker.stop();
			await env.teardown();
			await real.close();
			await youtube.close();
			await Promise.all([dir, dataDir].map((each) => rm(each, { recursive: true })));
		},
	};
}

export type MonthBench = Awaited<ReturnType<typeof monthBench>>;

/** As the store does while its server is away. */
function failing(syncs: Store['syncs'], broken: { calls: number }): Store['syncs'] {
	return new Proxy(syncs, {
		get(target, name, receiver): unknown {
			const real: unknown = Reflect.get(target, name, receiver);
			if (typeof real !== 'function') return real;
			return (...asked: unknown[]): unknown => {
				if (broken.calls === 0) return Reflect.apply(real, target, asked);
				broken.calls -= 1;
				return Promise.reject(new Problem('store_unavailable', 'The store is away.'));
			};
		},
	});
}
