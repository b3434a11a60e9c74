/**
 * The task queue beside `taskQueue` for the steps that move a video: minutes each, so that they have places of their own
 * and keep no look, no question to TikTok and no line of the ledger waiting.
 */
export function videoQueue(taskQueue: string): string {
	return `${taskQueue}-videos`;
}
