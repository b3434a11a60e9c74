import { setTimeout as delay } from 'node:timers/promises';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { z } from 'zod';
import type { LedgerMark } from '../../lib/posting/standing';

/** One for each namespace, as is 14ms. */
const workflowId = '14ms-ledger';

const takenWithinMs = 3_000;

/**
 * What the workflow `rememberLedger` keeps; null when there is none. What was told it right before the end of the last
 * worker is waited for, as long as a worker may need that has just started.
 */
export async function rememberedLedger(client: Client): Promise<LedgerMark | null> {
	const handle = client.workflow.getHandle(workflowId);
	const untilMs = performance.now() + takenWithinMs;
	try {
		for (;;) {
			const { memo, raw } = await handle.describe();
			if (!raw.pendingWorkflowTask || performance.now() > untilMs) {
				return memoSchema.parse(memo ?? {}).mark;
			}
			await delay(50);
		}
	} catch (error) {
		if (error instanceof WorkflowNotFoundError) return null;
		throw error;
	}
}

/** Starts it where need be. What it keeps changes once a worker has taken the signal. */
export async function tellOfLedger(
	client: Client,
	taskQueue: string,
	mark: LedgerMark,
): Promise<void> {
	await client.workflow.signalWithStart('rememberLedger', {
		...{ taskQueue, workflowId },
		args: [null],
		signal: 'ledgerStands',
		signalArgs: [mark],
	});
}

const memoSchema = z.object({
	mark: z
		.object({ ledgerId: z.string(), epoch: z.int(), events: z.int() })
		.nullable()
		.default(null),
});
