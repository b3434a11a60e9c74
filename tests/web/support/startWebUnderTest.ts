import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTikTok } from '../../../sandbox/tiktok/startTikTok';
import { createCaller } from '../../../services/delivery/createCaller';
import { createDeliveries } from '../../../services/delivery/createDeliveries';
import { createDesk } from '../../../services/desk/createDesk';
import { createSyncDesk } from '../../../services/desk/createSyncDesk';
import { createWebSubDesk } from '../../../services/desk/webSub/createWebSubDesk';
import { createAgents } from '../../../services/http/agents';
import type { Log } from '../../../services/log';
import { createMedia } from '../../../services/media/createMedia';
import { createSealer } from '../../../services/createSealer';
import { readSettings } from '../../../services/config';
import type { Settings } from '../../../services/settings';
import { openStore } from '../../../services/store/openStore';
import type { Engine, ScheduledSync, PresentSchedule } from '../../../services/temporal/engine';
import { createConnect } from '../../../services/tiktok/createConnect';
import { createTikTok } from '../../../services/tiktok/createTikTok';
import { createTikTokAccounts } from '../../../services/tiktok/createTikTokAccounts';
import { createWeb } from '../../../web/createWeb';
import { serveWeb, type WebApp } from '../../../web/serve';
import { Problem } from '../../../lib/errors';
import type { Previewed } from '../../../lib/sync/previewed';
import type { ChannelRef } from '../../../lib/youtube/channelRef';
import type { FoundChannel } from '../../../services/discovery/discovery';
import type { WorkflowFate } from '../../../lib/posting/mend';
import { putStore } from '../../support/newDataDir';

export const operatorToken = 'operator-token-of-the-tests-0123456789';

/** Remembers what the web asked of Temporal; `away` makes it as if Temporal did not answer, `ended` ends workflows. */
export function rememberingEngine(): Engine & {
	away: boolean;
	asked: string[];
	ended: Set<string>;
	/** By id or handle, without @. */
	channels: Map<string, FoundChannel>;
	previewed: Previewed;
	/** The syncs that have a Schedule. */
	schedules: PresentSchedule[];
} {
	const asked: string[] = [];
	const ended = new Set<string>();
	const engine = {
		away: false,
		asked,
		ended,
		channels: new Map<string, FoundChannel>(),
		previewed: { items: [], sources: [] } as Previewed,
		schedules: [] as PresentSchedule[],
		startRepost: (id: string, attempt: number) => act(`start ${id}/${attempt}`),
		followLink: (id: string, attempt: number) => act(`follow link ${id}/${attempt}`),
		nudge: (id: string, attempt: number) => act(`nudge ${id}/${attempt}`),
		fateOf: async (id: string): Promise<WorkflowFate> => {
			await act('ping');
			return { is: ended.has(id) ? 'stopped' : 'running' };
		},
		rememberedLedger: () => act('ping').then(() => null),
		tellOfLedger: () => act('ping'),
		tiktokSaid: (id: string, attempt: number) => act(`tiktokSaid ${id}/${attempt}`),
		wakeLane: (id: string) => act(`wake lane ${id}`),
		startLane: (id: string) => act(`start lane ${id}`),
		startDelivery: (kind: string, id: string) => act(`start ${kind} ${id}`),
		nudgeDelivery: (kind: string, id: string) => act(`nudge ${kind} ${id}`),
		keepReadback: () => act('ping'),
		scheduleSync: ({ id, everyMinutes, paused }: ScheduledSync) =>
			act(
				`schedule ${id} every ${everyMinutes}${paused === null ? '' : ` paused: ${paused}`}`,
			),
		unscheduleSync: (id: string) => act(`unschedule ${id}`),
		triggerSync: (id: string) => act(`trigger ${id}`).then(() => true),
		scheduledSyncs: () => act('ping').then(() => engine.schedules),
		lookUpChannel: async (ref: ChannelRef) => {
			await act('look up channel');
			const name =
				ref.kind === 'id' ? ref.channelId : ref.kind === 'handle' ? ref.handle : ref.name;
			const channel = engine.channels.get(name);
			if (!channel) throw new Problem('channel_not_found', 'There is no such channel.');
			return channel;
		},
		previewSync: () => act('preview').then(() => engine.previewed),
		startWebSub: (id: string) => act(`start websub ${id}`),
		tellWebSub: (id: string) => act(`tell websub ${id}`),
		ping: () => act('ping'),
		close: () => Promise.resolve(),
	};
	function act(what: string): Promise<void> {
		if (engine.away) {
			return Promise.reject(new Problem('temporal_unavailable', 'Temporal does not answer.'));
		}
		if (what !== 'ping') asked.push(what);
		return Promise.resolve();
	}
	return engine;
}

interface Options {
	/** Default: `localhost`, where the tests also call it. */
	publicHost?: string;
	clientKey?: string;
	/** The clock that syncs and WebSub go by. */
	now?: () => Date;
}

/** The whole web service on real HTTP, a real store and a stand-in for TikTok; only Temporal is played. */
export async function startWebUnderTest(options: Options = {}) {
	const dir = await mkdtemp(join(tmpdir(), '14ms-web-'));
	const lines: string[] = [];
	const write = (facts: Record<string, unknown>, message: string) => {
		const { err, ...rest } = facts;
		lines.push(`${message} ${JSON.stringify(rest)} ${err instanceof Error ? String(err) : ''}`);
	};
	const log: Log = { info: write, warn: write, error: write };
	const standIn = await startTikTok({ dir: join(dir, 'tiktok') });
	const sealer = createSealer([randomBytes(32)]);
	await putStore(join(dir, 'data'));
	const { now } = options;
	const place = { dataDir: join(dir, 'data'), databaseUrl: null };
	const store = await openStore({ ...place, sealer, now });
	const engine = rememberingEngine();

	let answer: WebApp['fetch'] = () => new Response(null);
	const web = await serveWeb(
		{ fetch: (request, env) => answer(request, env) },
		{ host: '127.0.0.1', port: 0 },
	);
	const publicUrl = `http://${options.publicHost ?? 'localhost'}:${web.port}`;
	const settings = testSettings({ dir, port: web.port, publicUrl, standIn });
	const agents = createAgents(settings.network);
	const media = createMedia({
		mediaRoot: join(dir, 'media'),
		ffmpegPath: '/nonexistent/ffmpeg',
		log,
	});

	const deliveries = createDeliveries({ store, engine, caller: createCaller(agents), log });
	function appWith(tiktokSettings: NonNullable<Settings['tiktok']>) {
		const tiktok = createTikTok({ settings: tiktokSettings, agents, log });
		const accounts = createTikTokAccounts({ tiktok, store, log });
		const desk = createDesk({ store, engine, tiktok: accounts, media, log });
		const syncs = createSyncDesk({ store, engine, tiktok: accounts, log });
		const webSub = createWebSubDesk({ settings, store, engine, log, now });
		const { redirectUri } = tiktokSettings;
		const app = createWeb({
			...{ store, desk, syncs, webSub, media, engine, operatorToken, log },
			deliveries,
			cookieKeys: ['cookie-key-of-the-tests'],
			settings: { ...settings, tiktok: tiktokSettings },
			tiktok: accounts,
			connect: createConnect({ tiktok, store, redirectUri, log }),
			links: { temporalUi: 'http://127.0.0.1:8233', sandbox: `${standIn.origin}/sandbox` },
		});
		return { app, desk, syncs, webSub };
	}
	if (!settings.tiktok) throw new Error('The tests have TikTok settings.');
	const tiktokSettings = settings.tiktok;
	const { app, desk, syncs, webSub } = appWith(tiktokSettings);
	answer = (request, env) => app.fetch(request, env);

	return {
		...{ dir, store, engine, media, desk, syncs, webSub, deliveries, settings, standIn, lines },
		origin: publicUrl,
		port: web.port,
		/** What is only in memory is lost, as when 14ms is started again. */
		restart() {
			const { app: next } = appWith(tiktokSettings);
			answer = (request, env) => next.fetch(request, env);
		},
		/** Serves the same store under other app keys, as after a change in `.env`. */
		async changeKeys() {
			const other = await startTikTok({
				dir: join(dir, 'tiktok'),
				clientKey: 'sbx_other_key',
				clientSecret: 'other-secret',
			});
			if (!settings.tiktok) throw new Error('The tests have TikTok settings.');
			const changed = appWith({
				...settings.tiktok,
				clientKey: other.clientKey,
				clientSecret: other.clientSecret,
				apiUrl: other.origin,
				authorizeUrl: other.authorizeUrl,
			});
			answer = (request, env) => changed.app.fetch(request, env);
			return other;
		},
		async close() {
			await web.close(0);
			await standIn.close();
			await store.close();
			await rm(dir, { recursive: true, force: true });
		},
	};
}

export type WebUnderTest = Awaited<ReturnType<typeof startWebUnderTest>>;

function testSettings(from: {
	dir: string;
	port: number;
	publicUrl: string;
	standIn: { clientKey: string; clientSecret: string; authorizeUrl: string; origin: string };
}): Settings {
	const { dir, standIn, port, publicUrl } = from;
	const read = readSettings({
		for: 'up',
		cwd: dir,
		env: {
			TIKTOK_CLIENT_KEY: standIn.clientKey,
			TIKTOK_CLIENT_SECRET: standIn.clientSecret,
			TIKTOK_REDIRECT_URI: `${publicUrl}/api/tiktok/callback`,
			TIKTOK_AUTHORIZE_URL: standIn.authorizeUrl,
			TIKTOK_API_URL: standIn.origin,
			PORT: String(port),
			DATA_DIR: join(dir, 'data'),
			OPERATOR_NAME: 'Ada Example',
			OPERATOR_EMAIL: 'ada@example.org',
		},
	});
	const webSub = {
		hubUrl: 'https://pubsubhubbub.appspot.com/subscribe',
		callbackOrigin: publicUrl,
	};
	return { ...read, webSub, mode: 'sandbox', timing: { ...read.timing, reviewMs: 1_000 } };
}
