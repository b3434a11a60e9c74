import { DrizzleQueryError } from 'drizzle-orm';
import { Problem } from '../../lib/errors';

/**
 * What an engine's error means for people: store_unavailable, disk_full, or a bug. Problems pass. Values of a statement
 * never get into a message: they may be captions or sealed tokens.
 */
export function storeProblem(error: unknown, where: string): Error {
	if (error instanceof Problem) return error;
	const query = error instanceof DrizzleQueryError ? error.query : null;
	const cause = error instanceof DrizzleQueryError ? (error.cause ?? error) : error;
	const said = cause instanceof Error && cause !== error ? cause.message : plainMessage(error);
	const code = codeOf(cause);
	if (code === diskFullCode || /no space left on device/i.test(said)) {
		return new Problem('disk_full', `The store cannot write: the disk is full (${where}).`);
	}
	if (isConnectionTrouble(code, said)) {
		return new Problem(
			'store_unavailable',
			`The store does not answer (${where}): ${said}. It is tried again by itself; check that the database runs.`,
		);
	}
	return new StoreError(said, code, query);
}

/** A statement that the engine refused: a bug of ours or a damaged database. */
export class StoreError extends Error {
	override readonly name = 'StoreError';
	constructor(
		said: string,
		/** SQLSTATE, where there is one. */
		readonly code: string | null,
		query: string | null,
	) {
		super(`The store refused a statement: ${said}${query ? ` (${query})` : ''}`);
	}
}

/** SQLSTATE of a row that is there already. */
export const uniqueViolation = '23505';

const diskFullCode = '53100';

function codeOf(error: unknown): string | null {
	if (!(error instanceof Error) || !('code' in error)) return null;
	return typeof error.code === 'string' ? error.code : null;
}

function plainMessage(error: unknown): string {
	if (error instanceof DrizzleQueryError) return 'no reason given';
	if (error instanceof AggregateError && !error.message) {
		return error.errors.map(plainMessage).join('; ');
	}
	return error instanceof Error ? error.message : String(error);
}

/** Classes 08, 28, 3D, 53 and 57P0x of SQLSTATE, socket errors, and the pool's and PGlite's own words. */
function isConnectionTrouble(code: string | null, said: string): boolean {
	if (code && /^(08...|28...|3D000|53[23]00|57P0[1-5])$/.test(code)) return true;
	if (code && /^E[A-Z]{3,}$/.test(code)) return true;
	return /connection terminated|timeout exceeded|timeout expired|query read timeout|pglite is clos|client has encountered a connection error|cannot use a pool after/i.test(
		said,
	);
}
