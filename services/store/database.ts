import { sql, type SQL } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type { Engine } from './engine';
import { storeProblem } from './storeProblem';

/** Drizzle on either engine, inside or outside a transaction. */
export type Queries = PgDatabase<PgQueryResultHKT>;

/** The three ways in which the stores use their engine. No network call belongs inside any of them. */
export interface Database {
	read<T>(work: (db: Queries) => Promise<T>): Promise<T>;
	/** One transaction, on disk before the promise resolves. */
	write<T>(work: (tx: Queries) => Promise<T>): Promise<T>;
	/** One transaction that a power cut may undo: for progress, call counts and other things that come again. */
	relaxed<T>(work: (tx: Queries) => Promise<T>): Promise<T>;
}

export function createDatabase(engine: Pick<Engine, 'db' | 'where' | 'ready'>): Database {
	const translated = async <T>(work: (db: Queries) => Promise<T>): Promise<T> => {
		try {
			await engine.ready();
			return await work(engine.db);
		} catch (error) {
			throw storeProblem(error, engine.where);
		}
	};
	const inTransaction = <T>(durable: boolean, work: (tx: Queries) => Promise<T>): Promise<T> =>
		translated((db) =>
			db.transaction(async (tx) => {
				await tx.execute(durable ? commitOnDisk : commitInMemory);
				return work(tx);
			}),
		);
	return {
		read: translated,
		write: (work) => inTransaction(true, work),
		relaxed: (work) => inTransaction(false, work),
	};
}

/** A server or role may have synchronous_commit off; anything stricter than `on` stays. */
const commitOnDisk = sql`select set_config('synchronous_commit', 'on', true)
	where current_setting('synchronous_commit') = 'off'`;
const commitInMemory = sql`set local synchronous_commit = off`;

/** The database's own clock, since processes on several machines compare with it. */
export function after(durationMs: number): SQL {
	return sql`clock_timestamp() + ${durationMs}::double precision * interval '1 millisecond'`;
}
