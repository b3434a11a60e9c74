import { Session } from 'node:inspector/promises';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Context } from '@temporalio/activity';
import { installRuntime, openEngine, openWorker, targetOf } from '../../cli/temporalParts';
import { root } from '../../cli/root';
import { processEnvironment, readSettings } from '../../services/config';
import { createLog } from '../../services/createLog';
import { createSyncDesk } from '../../services/desk/createSyncDesk';
import { openServices, withTikTok } from '../../services/openServices';
import { openPglite } from '../../services/store/openPglite';
import { openPostgres } from '../../services/store/openPostgres';
import type { LookSeen, Order, Place, Report } from './place';
import { seedDecisions, seedSyncs } from './seedSyncs';

const sweepEveryMs = 5_000;
const place = JSON.parse(process.argv[2] ?? '') as Place;
const tell = (report: Report): void => void process.send?.(report);

/** The worker with the store and the sweep of the web service beside it, as `14ms up` has them in one process. */
async function main(): Promise<void> {
	const { dataDir, databaseUrl, proxy, caFile, apiKey, temporalAddress, everySeconds } = place;
	const read = readSettings({
		for: 'up',
		cwd: dataDir,
		env: {
			TIKTOK_CLIENT_KEY: 'bench',
			TIKTOK_CLIENT_SECRET: 'bench-secret',
			TIKTOK_REDIRECT_URI: 'http://localhost:3000/api/tiktok/callback',
			DATA_DIR: dataDir,
			...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
			...(apiKey === null ? {} : { YOUTUBE_API_KEY: apiKey }),
		},
	});
	const settings = withTikTok(read);
	const log = createLog({ pretty: false, level: 'error' });
	const parts = { settings, log, root, env: processEnvironment() };
	const open = () => openServices({ ...parts, youtubeVia: { proxy, caFile } });

	const seedingSince = Date.now();
	const seeding = await open();
	await seedSyncs(seeding.store, place.channels);
	await seeding.close();
	const raw = databaseUrl ? openPostgres(databaseUrl) : await openPglite(join(dataDir, 'store'));
	await seedDecisions(raw.db, place.shortsEach);
	await raw.close();
	const seedMs = Date.now() - seedingSince;

	const services = await open();
	let looks: LookSeen[] = [];
	const { discovery } = services;
	const list = discovery.list.bind(discovery);
	discovery.list = (...asked: Parameters<typeof list>) => {
		const { workflowId } = Context.current().info.workflowExecution ?? { workflowId: '' };
		looks.push({ workflowId, atMs: Date.now() });
		return list(...asked);
	};
	installRuntime(log);
	const target = targetOf(settings, temporalAddress);
	const engine = await openEngine(target);
	const desk = createSyncDesk({
		...{ store: services.store, tiktok: services.accounts, log },
		// Shorter than the product allows, so that a measurement ends.
		engine: {
			...engine,
			scheduleSync: (sync) =>
				engine.scheduleSync({ ...sync, everyMinutes: everySeconds / 60 }),
		},
	});
	await openWorker(services, target);
	const schedulesSince = Date.now();
	await desk.sweep();
	const schedulesMs = Date.now() - schedulesSince;
	keepSwept(() => desk.sweep());
	tell({ kind: 'ready', seedMs, schedulesMs });

	process.on('message', (order: Order) => {
		if (order.kind === 'profile') {
			profile(order).then(() => tell({ kind: 'profiled' }), fail);
			return;
		}
		tell({ kind: 'looks', looks });
		looks = [];
	});
}

function keepSwept(sweep: () => Promise<void>): void {
	void (async () => {
		for (;;) {
			await delay(sweepEveryMs);
			await sweep();
		}
	})().catch(fail);
}

async function profile({ file, seconds }: { file: string; seconds: number }): Promise<void> {
	const session = new Session();
	session.connect();
	await session.post('Profiler.enable');
	await session.post('Profiler.start');
	await delay(seconds * 1_000);
	const { profile: taken } = await session.post('Profiler.stop');
	writeFileSync(file, JSON.stringify(taken));
	session.disconnect();
}

function fail(error: unknown): void {
	tell({ kind: 'failed', message: error instanceof Error ? (error.stack ?? '') : String(error) });
}

main().catch(fail);
