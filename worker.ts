import type { NativeConnection, WorkflowBundle } from '@temporalio/worker';
import { Worker } from '@temporalio/worker';
import { createActivities } from './activities';
import type { ActivityServices } from './activities/services';

interface Place {
	namespace: string;
	taskQueue: string;
	workflowBundle: WorkflowBundle;
}

export interface RunningWorker {
	/** Lets workflow tasks end, cancels activities (they go on elsewhere or at the next start), then resolves. */
	stop(): Promise<void>;
	/** Rejects if the worker dies by itself. */
	readonly ended: Promise<void>;
}

/** Composition root of the worker: workflows, activities and the heartbeat settings of facts/temporal.md. */
export async function startWorker(
	services: ActivityServices,
	connection: NativeConnection,
	{ namespace, taskQueue, workflowBundle }: Place,
): Promise<RunningWorker> {
	const worker = await Worker.create({
		connection,
		namespace,
		taskQueue,
		workflowBundle,
		activities: createActivities(services),
		maxConcurrentActivityTaskExecutions: 20,
		// The default throttle (0.8 × time-out) would lose most of what a killed worker had reported.
		maxHeartbeatThrottleInterval: '1s',
		defaultHeartbeatThrottleInterval: '1s',
		stickyQueueScheduleToStartTimeout: '2s',
		shutdownGraceTime: '1s',
		shutdownForceTime: '10s',
	});
	const ended = worker.run();
	return {
		ended,
		async stop() {
			if (worker.getState() === 'RUNNING') worker.shutdown();
			await ended.catch(() => undefined);
		},
	};
}
