import type { ErrorCode } from '../errors';

/** How a workflow ended, as far as the ledger must know it. */
export interface KnownEnd {
	state: 'delivered' | 'published' | 'failed' | 'cancelled';
	nextStep?: string | undefined;
	postId?: string | undefined;
	error?: { code: string; message: string; logId?: string | undefined } | undefined;
}

/** What Temporal knows of the workflow of an attempt. */
export type WorkflowFate =
	| { is: 'running' }
	/** Temporal does not know it: its database was lost or is older than the ledger, or retention has removed it. */
	| { is: 'gone' }
	/** Terminated by somebody, timed out or failed. */
	| { is: 'stopped' }
	/** It ran to its end. `end` is null where an older version or another attempt had nothing to tell. */
	| { is: 'completed'; end: KnownEnd | null };

/** What to do about a row that is open and was started. */
export type Mend =
	| { do: 'nothing' }
	/** Nothing can have been posted: a new attempt does the job. */
	| { do: 'startAnew' }
	/** The last chunk may have been sent: a new attempt only asks TikTok, and sends nothing. */
	| { do: 'askTikTok' }
	/** Temporal has kept the end that the ledger has lost. */
	| { do: 'finish'; end: KnownEnd }
	| { do: 'explain'; code: ErrorCode; sentence: string };

/**
 * A workflow tells the ledger its end before it ends, so an open row without a running workflow means that one of the two
 * has lost something. `isOldLedger`: the ledger was put back from a backup, so it may have forgotten a post.
 */
export function mendOf(
	{ committed, isOldLedger }: { committed: boolean; isOldLedger: boolean },
	fate: WorkflowFate,
): Mend {
	if (fate.is === 'running') return { do: 'nothing' };
	if (fate.is === 'completed' && fate.end) return { do: 'finish', end: fate.end };
	if (committed) return { do: 'askTikTok' };
	if (fate.is === 'completed' || isOldLedger) return { do: 'explain', ...forgotten };
	if (fate.is === 'stopped') return { do: 'explain', ...stopped };
	return { do: 'startAnew' };
}

export const forgotten = {
	code: 'ledger_restored',
	sentence:
		'14ms’s database was put back from a backup and no longer knows what became of this repost: look at your TikTok profile and inbox, and retry only if it is not there.',
} as const;

const stopped = {
	code: 'workflow_stopped',
	sentence:
		'The workflow of this repost was ended in Temporal before anything was posted: retry it.',
} as const;
