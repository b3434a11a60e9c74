import { Context } from '@temporalio/activity';

const beatMs = 1_000;

/**
 * Heartbeats once a second while `work` runs, so that a dead worker is noticed within the heartbeat time-out.
 * A request that hangs is not kept alive by this: each has a stall time-out of its own.
 */
export async function heartbeating<T>(work: () => Promise<T>): Promise<T> {
	const context = Context.current();
	const beat = (): void => context.heartbeat();
	const timer = setInterval(beat, beatMs);
	beat();
	try {
		return await work();
	} finally {
		clearInterval(timer);
	}
}
