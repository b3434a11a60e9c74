import { randomUUID } from 'node:crypto';
import {
	ActivityFailure,
	ApplicationFailure,
	type Client,
	isGrpcDeadlineError,
	TimeoutFailure,
	WorkflowFailedError,
} from '@temporalio/client';
import { z } from 'zod';
import { catalogue, Problem, type ErrorCode } from '../../lib/errors';
import { previewed } from '../../lib/sync/previewed';
import { tooSlow } from '../../lib/youtube/tooSlow';
import type { FoundChannel } from '../discovery/discovery';
import type { SyncQuestions } from './engine';

const answerWithinMs = 60_000;

/** Questions that a worker answers at once, by a workflow whose result is waited for. */
export function shortWorkflows(
	client: Client,
	taskQueue: string,
	withinMs = answerWithinMs,
): SyncQuestions {
	async function resultOf<T>(name: string, arg: object, schema: z.ZodType<T>): Promise<T> {
		try {
			const result: unknown = await client.withDeadline(Date.now() + withinMs + graceMs, () =>
				client.workflow.execute(name, {
					...{ taskQueue, workflowId: `${name}-${randomUUID()}`, args: [arg] },
					workflowExecutionTimeout: withinMs,
				}),
			);
			return schema.parse(result);
		} catch (error) {
			throw problemOf(error, withinMs);
		}
	}

	return {
		lookUpChannel: (ref) => resultOf('lookUpChannel', { ref }, foundChannel),
		previewSync: (wanted) => resultOf('previewSync', wanted, previewed),
	};
}

/** Temporal ends the workflow in time; this long its word may take. */
const graceMs = 5_000;

const foundChannel: z.ZodType<FoundChannel> = z.object({
	channelId: z.string(),
	handle: z.string().nullable(),
	title: z.string(),
	description: z.string().nullable(),
	avatarUrl: z.string().nullable(),
});

function problemOf(error: unknown, withinMs: number): unknown {
	if (error instanceof z.ZodError) return error;
	if (error instanceof WorkflowFailedError) {
		for (const cause of causesOf(error)) {
			if (cause instanceof ApplicationFailure && isCode(cause.type)) {
				return new Problem(cause.type, cause.message);
			}
		}
		const late = causesOf(error).find((cause) => cause instanceof TimeoutFailure);
		if (!late) return error;
		return isAnswerer(error.cause, late)
			? new Problem(tooSlow.code, tooSlow.message)
			: noWorker(withinMs);
	}
	return isGrpcDeadlineError(error)
		? noWorker(withinMs)
		: new Problem(
				'temporal_unavailable',
				'Temporal does not answer: try again as soon as the server is back.',
			);
}

/**
 * Was a worker at it, and waited for YouTube? A question as a whole that nobody took up, and a worker that is no longer
 * heard of, are no worker's.
 */
function isAnswerer(failed: Error | undefined, { timeoutType }: TimeoutFailure): boolean {
	const isOut = timeoutType === 'START_TO_CLOSE' || timeoutType === 'SCHEDULE_TO_CLOSE';
	return failed instanceof ActivityFailure && isOut;
}

function noWorker(withinMs: number): Problem {
	return new Problem(
		'temporal_unavailable',
		`No worker has answered within ${Math.ceil(withinMs / 1_000)} s: check that \`14ms worker\` (or \`14ms up\`) runs, then try again.`,
	);
}

function causesOf(error: Error): Error[] {
	const causes: Error[] = [];
	for (let each: unknown = error.cause; each instanceof Error; each = each.cause) {
		causes.push(each);
	}
	return causes;
}

function isCode(type: string | null | undefined): type is ErrorCode {
	return type != null && Object.hasOwn(catalogue, type);
}
