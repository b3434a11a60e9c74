import { Context } from '@temporalio/activity';

const beatMs = 1_000;

/**
 * Heartbeats once a second while `work` runs, so that a dead worker is noticed within the heartbeat time-out.
 * What is `isBrief` mostly ends before the first one, which costs Temporal a write.
 * A request that hangs is not kept alive by this: each has a stall time-out of its own.
 */
export async function heartbeating<T>(
	work: () => Promise<T>,
	{ isBrief = false }: { isBrief?: boolean } = {},
): Promise<T> {
	const context = Context.current();
	const beat = (): void => context.heartbeat();
	const timer = setInterval(beat, beatMs);
	if (!isBrief) beat();
	try {
		return await work();
	} finally {
		clearInterval(timer);
	}
}
