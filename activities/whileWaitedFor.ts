import { Context } from '@temporalio/activity';
import { spentBeforeMs } from './spentBefore';

/** Leaves the engine, which waits for a minute at most, time for the way. */
const answerWithinMs = 40_000;
const leastMs = 1_000;

/** Somebody waits for the answer of this activity: what it does is aborted when their time, of all its attempts, is up. */
export function whileWaitedFor(patienceMs = answerWithinMs): {
	signal: AbortSignal;
	isTimeUp: () => boolean;
} {
	const { cancellationSignal } = Context.current();
	const timeUp = AbortSignal.timeout(Math.max(leastMs, patienceMs - spentBeforeMs()));
	return {
		signal: AbortSignal.any([cancellationSignal, timeUp]),
		isTimeUp: () => timeUp.aborted && !cancellationSignal.aborted,
	};
}
