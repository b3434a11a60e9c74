import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { z } from 'zod';
import type { WorkflowFate } from '../../lib/posting/mend';

/** What became of a workflow. */
export async function fateOf(client: Client, workflowId: string): Promise<WorkflowFate> {
	const handle = client.workflow.getHandle(workflowId);
	try {
		const { status } = await handle.describe();
		switch (status.name) {
			case 'COMPLETED': {
				const end = knownEnd.safeParse(await handle.result());
				return { is: 'completed', end: end.success ? end.data : null };
			}
			case 'FAILED':
			case 'CANCELLED':
			case 'TERMINATED':
			case 'TIMED_OUT':
				return { is: 'stopped' };
			default:
				return { is: 'running' };
		}
	} catch (error) {
		if (error instanceof WorkflowNotFoundError) return { is: 'gone' };
		throw error;
	}
}

const knownEnd = z.object({
	state: z.enum(['delivered', 'published', 'failed', 'cancelled']),
	nextStep: z.string().optional(),
	postId: z.string().optional(),
	error: z
		.object({ code: z.string(), message: z.string(), logId: z.string().optional() })
		.optional(),
});
