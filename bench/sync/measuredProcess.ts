import { Session } from 'node:inspector/promises';
import { writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Context } from '@temporalio/activity';
import { installRuntime, openEngine, openWorker, targetOf } from '../../cli/temporalParts';
import { createSyncDesk } from '../../services/desk/createSyncDesk';
import type { LookSeen, Memory, Order, Place, Report } from './place';
import { servicesOf } from './servicesOf';

const sweepEveryMs = 5_000;
const place = JSON.parse(process.argv[2] ?? '') as Place;
const tell = (report: Report): void => void process.send?.(report);

/** The worker with the store and the sweep of the web service beside it, as `14ms up` has them in one process. */
async function main(): Promise<void> {
	const services = await servicesOf(place);
	const { settings, log } = services;
	let looks: LookSeen[] = [];
	const { discovery } = services;
	const list = discovery.list.bind(discovery);
	discovery.list = (...asked: Parameters<typeof list>) => {
		const { workflowId } = Context.current().info.workflowExecution ?? { workflowId: '' };
		looks.push({ workflowId, atMs: Date.now() });
		return list(...asked);
	};
	installRuntime(log);
	const target = targetOf(settings, place.temporalAddress);
	const engine = await openEngine(target);
	const desk = createSyncDesk({
		...{ store: services.store, tiktok: services.accounts, log },
		// Shorter than the product allows, so that a measurement ends.
		engine: {
			...engine,
			scheduleSync: (sync) =>
				engine.scheduleSync({ ...sync, everyMinutes: place.everySeconds / 60 }),
		},
	});
	await openWorker(services, target);
	const schedulesSince = Date.now();
	await desk.sweep();
	const schedulesMs = Date.now() - schedulesSince;
	keepSwept(() => desk.sweep());
	tell({ kind: 'ready', schedulesMs });

	process.on('message', (order: Order) => {
		if (order.kind === 'profile') {
			profile(order).then(() => tell({ kind: 'profiled' }), fail);
			return;
		}
		tell({ kind: 'looks', looks, memory: memoryNow() });
		looks = [];
	});
}

function memoryNow(): Memory {
	const { heapUsed, external } = process.memoryUsage();
	return { heapBytes: heapUsed, externalBytes: external };
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
