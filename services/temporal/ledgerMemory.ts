import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { z } from 'zod';
import type { LedgerMark } from '../../lib/posting/standing';

/** One for each namespace, as is 14ms. */
const workflowId = '14ms-ledger';

/** What the workflow `rememberLedger` keeps; null when there is none. */
export async function rememberedLedger(client: Client): Promise<LedgerMark | null> {
	try {
		const { memo } = await client.workflow.getHandle(workflowId).describe();
		return memoSchema.parse(memo ?? {}).mark;
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
