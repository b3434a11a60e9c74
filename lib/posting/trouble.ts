import type { ErrorCode } from '../errors';

/**
 * How an activity tells its workflow that it cannot go on, as the details of an ApplicationFailure.
 * `fail`: final for this attempt. `person`: wait until a person has acted. `wait`: go on by itself after `waitMs`.
 */
export interface Trouble {
	code: ErrorCode;
	/** One sentence for the person: what is wrong and what to do. */
	sentence: string;
	then: 'fail' | 'person' | 'wait';
	waitMs?: number;
	logId?: string;
}
