import { DrizzleQueryError } from 'drizzle-orm';
import { Problem } from '../../lib/errors';
import { factsOf } from './errorFacts';

/**
 * What an engine's error means for people: store_unavailable, disk_full, or a bug. Problems pass. Values of a statement
 * never get into a message: they may be captions or sealed tokens.
 */
export function storeProblem(error: unknown, where: string): Error {
	if (error instanceof Problem) return error;
	if (error instanceof DrizzleQueryError && error.cause instanceof Problem) return error.cause;
	const query = error instanceof DrizzleQueryError ? error.query : null;
	// Drizzle's own message holds the values.
	const { message: said, code } = factsOf(
		error instanceof DrizzleQueryError ? error.cause : error,
	);
	if (code === diskFullCode || /no space left on device/i.test(said)) {
		return new Problem('disk_full', `The store cannot write: the disk is full (${where}).`);
	}
	if (/read-only file system/i.test(said)) {
		return new Problem(
			'store_unavailable',
			`The store cannot write: its disk is read-only (${where}). Make it writable again; what waits goes on by itself.`,
		);
	}
	if (isConnectionTrouble(code, said)) {
		return new Problem(
			'store_unavailable',
			`The store does not answer (${where}): ${said}. It is tried again by itself; check that the database runs.`,
		);
	}
	if (isDamage(code, said)) {
		return new Problem(
			'store_unavailable',
			`The store is damaged (${where}): ${said}. Stop 14ms and put back a backup of it.`,
		);
	}
	return new StoreError(said, code, query);
}

/** A statement that the engine refused: a bug of ours. */
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

/** data_corrupted and index_corrupted, and the words for the same without a code. */
function isDamage(code: string | null, said: string): boolean {
	return code === 'XX001' || code === 'XX002' || /invalid page in block \d/i.test(said);
}

/** Classes 08, 28, 3D, 53, 57P0x and 58 of SQLSTATE, socket errors, and the pool's and PGlite's own words. */
function isConnectionTrouble(code: string | null, said: string): boolean {
	if (code && /^(08...|28...|3D000|53[23]00|57P0[1-5]|58...)$/.test(code)) return true;
	if (code && /^E[A-Z]{3,}$/.test(code)) return true;
	return /connection terminated|timeout exceeded|timeout expired|query read timeout|pglite is clos|client has encountered a connection error|cannot use a pool after/i.test(
		said,
	);
}
