import { ActivityCancellationType, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities';
import { videoQueue } from '../lib/videoQueue';

/** A cancelled step has really stopped (yt-dlp killed, connection closed) before the workflow goes on. */
const cancellationType = ActivityCancellationType.WAIT_CANCELLATION_COMPLETED;

/** Answers within a moment; a store that is away is waited for. */
const ledger = proxyActivities<Activities>({
	// A killed worker's share is taken up again after this.
	startToCloseTimeout: '10s',
	retry: { initialInterval: '500ms', maximumInterval: '10s' },
});

/**
 * The activities with the time-outs that fit each. Those that a killed worker interrupts are noticed by their
 * heartbeats (`heartbeatTimeoutMs`) and go on where they were.
 */
export function activitiesFor(heartbeatTimeoutMs: number) {
	const taskQueue = videoQueue(workflowInfo().taskQueue);
	// Leaves nothing behind at TikTok, or nothing that matters.
	const asking = proxyActivities<Activities>({
		startToCloseTimeout: '2m',
		heartbeatTimeout: heartbeatTimeoutMs,
		retry: { initialInterval: '2s', maximumInterval: '1m', maximumAttempts: 10 },
	});
	const resolving = proxyActivities<Activities>({
		taskQueue,
		startToCloseTimeout: '5m',
		heartbeatTimeout: heartbeatTimeoutMs,
		cancellationType,
		retry: { initialInterval: '5s', maximumInterval: '5m', maximumAttempts: 8 },
	});
	const downloading = proxyActivities<Activities>({
		taskQueue,
		startToCloseTimeout: '3h',
		heartbeatTimeout: heartbeatTimeoutMs,
		cancellationType,
		retry: { initialInterval: '1s', maximumInterval: '5m', maximumAttempts: 20 },
	});
	// Without a limit of attempts: every run begins by asking TikTok, whose upload URL ends after an hour. How long a failure
	// waits is the activity's word; a killed worker's share is taken up again at once, the fifth time as the first.
	const transferring = proxyActivities<Activities>({
		taskQueue,
		startToCloseTimeout: '2h',
		heartbeatTimeout: heartbeatTimeoutMs,
		cancellationType,
		retry: { initialInterval: '200ms', backoffCoefficient: 1 },
	});
	return {
		resolveShort: resolving.resolveShort,
		downloadShort: downloading.downloadShort,
		prepareVideo: downloading.prepareVideo,
		initUpload: asking.initUpload,
		transferVideo: transferring.transferVideo,
		fetchStatus: asking.fetchStatus,
		lookForPost: asking.lookForPost,
	};
}

export const {
	readLedger,
	enterState,
	requestCancel,
	finishRepost,
	recordPost,
	allowNewInit,
	askSlot,
} = ledger;

/** Leftovers are swept later; a disk that refuses must not hold up the outcome. */
export const { removeMedia } = proxyActivities<Activities>({
	startToCloseTimeout: '1m',
	retry: { maximumAttempts: 3 },
});
