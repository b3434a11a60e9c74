import { Context } from '@temporalio/activity';

/** How long ago, before this attempt, this activity was asked for first. */
export function spentBeforeMs(): number {
	const { scheduledTimestampMs, currentAttemptScheduledTimestampMs } = Context.current().info;
	// Both by the clock of the server.
	return Math.max(0, currentAttemptScheduledTimestampMs - scheduledTimestampMs);
}
