import type { NativeConnection, WorkflowBundle } from '@temporalio/worker';
import { Worker } from '@temporalio/worker';
import { createActivities } from './activities';
import type { ActivityServices } from './activities/services';
import { videoQueue } from './lib/videoQueue';

/** At a time, in one worker: each moves a video with programs of its own. */
const mostVideos = 20;
/** All else waits for others most of its time. */
const mostBriefSteps = 100;

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
	const activities = createActivities(services);
	const common = {
		...{ connection, namespace, activities },
		// The default throttle (0.8 × time-out) would lose most of what a killed worker had reported.
		maxHeartbeatThrottleInterval: '1s',
		defaultHeartbeatThrottleInterval: '1s',
		shutdownGraceTime: '1s',
		shutdownForceTime: '10s',
	} as const;
	const workers = [
		await Worker.create({
			...{ ...common, taskQueue, workflowBundle },
			maxConcurrentActivityTaskExecutions: mostBriefSteps,
			stickyQueueScheduleToStartTimeout: '2s',
		}),
		await Worker.create({
			...{ ...common, taskQueue: videoQueue(taskQueue) },
			maxConcurrentActivityTaskExecutions: mostVideos,
		}),
	];
	const shutDown = (): void => {
		for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
	};
	// One that has died takes the other with it.
	const ended = Promise.all(workers.map((worker) => worker.run().finally(shutDown))).then(
		() => undefined,
	);
	return {
		ended,
		async stop() {
			shutDown();
			await ended.catch(() => undefined);
		},
	};
}
