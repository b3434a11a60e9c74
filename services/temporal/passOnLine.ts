import type { LogEntry } from '@temporalio/worker';
import type { Log } from '../log';

/** Of these whoever asked is told; workflows/syncQuestions.ts. */
const questions: readonly unknown[] = ['lookUpChannel', 'previewSync'];

/** A line of Temporal's own into our log. */
export function passOnLine(log: Log, { level, message, meta }: Line): void {
	// As it is meant: the worker for videos has activities only.
	if (message.startsWith('No workflows registered')) return;
	const why = failedActivity(meta?.['error']);
	const facts = { ...meta, ...(why === null ? {} : { error: why }), from: 'temporal' };
	if (level === 'ERROR') log.error(facts, message);
	else if (why !== null && questions.includes(meta?.['workflowType'])) log.info(facts, message);
	else log.warn(facts, message);
}

type Line = Pick<LogEntry, 'level' | 'message' | 'meta'>;

/**
 * Why the activity failed that a workflow failed with, null where it did otherwise. Its stack leads only to where the
 * failure was made: one that nobody foresaw has a line of its own, with its stack. What comes out of a workflow is of
 * no class any more.
 */
function failedActivity(error: unknown): string | null {
	if (!isError(error) || error.message !== 'Activity task failed') return null;
	return isError(error.cause) ? error.cause.message : error.message;
}

function isError(value: unknown): value is { message: string; cause?: unknown } {
	return (
		typeof value === 'object' &&
		value !== null &&
		'message' in value &&
		typeof value.message === 'string'
	);
}
