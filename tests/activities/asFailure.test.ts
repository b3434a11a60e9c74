import { ApplicationFailure } from '@temporalio/activity';
import { asFailure } from '../../activities/asFailure';
import { Problem } from '../../lib/errors';
import { limitWindowMs } from '../../lib/tiktok/limits';

function failureOf(problem: Problem): ApplicationFailure {
	const failure = asFailure(problem);
	if (failure instanceof ApplicationFailure) return failure;
	throw new Error(`It is ${String(failure)}.`);
}

test('a limit that others were faster at is waited for, however often', () => {
	const problem = new Problem('tiktok_rate_limited', 'Too many.', { retryAfterMs: 300 });
	const failure = failureOf(problem);
	expect(failure).toMatchObject({ nextRetryDelay: 300, nonRetryable: false });
	// What the workflow hears when the step has been tried as often as it may.
	expect(failure.details).toEqual([
		expect.objectContaining({
			...{ code: 'tiktok_rate_limited', then: 'wait', waitMs: limitWindowMs },
		}),
	]);
});

test('what else comes back soon fails in the end', () => {
	const problem = new Problem('youtube_rate_limited', 'Too many.', { retryAfterMs: 300 });
	expect(failureOf(problem).details).toEqual([expect.objectContaining({ then: 'fail' })]);
});
