import type { ErrorCode } from '../../lib/errors';
import { problemOf } from './problemOf';

/** The code of the Problem that `work` throws; fails when it throws none. */
export function codeOf(work: () => unknown): ErrorCode {
	return problemOf(work).code;
}
