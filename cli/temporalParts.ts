import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import type { ActivityServices } from '../activities/services';
import { renderCaption } from '../services/captions/renderCaption';
import { requestRepost } from '../services/desk/requestRepost';
import { createStarter } from '../services/desk/starter';
import type { Log } from '../services/log';
import type { Settings } from '../services/settings';
import type { Services } from '../services/openServices';
import { connectTemporal } from '../services/temporal/connectTemporal';
import { connectWorker } from '../services/temporal/connectWorker';
import { createEngine } from '../services/temporal/createEngine';
import type { Engine } from '../services/temporal/engine';
import type { TemporalServer } from '../services/temporal/temporalOptions';
import { passOnLine } from '../services/temporal/passOnLine';
import { workflowBundle } from '../services/temporal/workflowBundle';
import { startWorker, type RunningWorker } from '../worker';
import { root } from './root';

const taskQueue = '14ms';

/** Temporal's own lines go into our log, and signals are ours to handle. Once per process, before anything connects. */
export function installRuntime(log: Log): void {
	Runtime.install({
		shutdownSignals: [],
		// Left alone, its core writes to our standard output.
		telemetryOptions: {
			logging: {
				filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }),
				forward: {},
			},
		},
		logger: new DefaultLogger('WARN', (line) => passOnLine(log, line)),
	});
}

/** @param address of the embedded server; without it the TEMPORAL_* settings tell */
export function targetOf({ temporalEnv, network }: Settings, address?: string): TemporalServer {
	return { temporalEnv, network, ...(address === undefined ? {} : { address }) };
}

export async function openEngine(target: TemporalServer): Promise<Engine> {
	const { client } = await connectTemporal(target);
	return createEngine({ client, taskQueue });
}

export async function openWorker(
	services: Services,
	target: TemporalServer,
): Promise<RunningWorker> {
	const bundle = await workflowBundle(root);
	const engine = await openEngine(target);
	const { connection, namespace } = await connectWorker(target).catch(async (error: unknown) => {
		await engine.close();
		throw error;
	});
	const { timing } = services.settings;
	const place = { namespace, taskQueue, workflowBundle: bundle };
	const worker = await startWorker(
		{ ...services, ...syncParts(services, engine), timing, engine },
		connection,
		place,
	);
	return {
		ended: worker.ended,
		async stop() {
			await worker.stop();
			await connection.close();
			await engine.close();
		},
	};
}

/** Reposts that a sync asks for go the way of all others. */
function syncParts(
	{ store, accounts, log }: Services,
	engine: Engine,
): Pick<ActivityServices, 'renderCaption' | 'requestRepost' | 'now'> {
	const now = () => new Date();
	const starter = createStarter({ store, engine, log });
	const deps = { store, tiktok: accounts, starter, now };
	return {
		...{ renderCaption, now },
		requestRepost: (request, by, statement) =>
			requestRepost(deps, request, by, undefined, statement),
	};
}
