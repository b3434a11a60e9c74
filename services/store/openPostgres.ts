import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { Client, Pool } from 'pg';
import type { Log } from '../log';
import type { Engine } from './engine';

const mostConnections = 10;
const connectTimeoutMs = 10_000;
/** Every statement here touches few rows; one that takes longer hangs on a lost connection. */
const statementTimeoutMs = 30_000;
/** A transaction takes milliseconds: one left open belongs to a frozen or lost process, and its locks hold up all others. */
const idleTransactionMs = 5_000;
/** Any number, the same in every 14ms: "14ms" in ASCII. */
const migrationLock = 0x31346d73;

/** A Postgres server by its connection string. Nothing is asked of it yet: the first statement finds out. */
export function openPostgres(databaseUrl: string, log?: Log): Engine {
	const pool = new Pool({
		connectionString: databaseUrl,
		application_name: '14ms',
		max: mostConnections,
		connectionTimeoutMillis: connectTimeoutMs,
		query_timeout: statementTimeoutMs,
		// The server's own limits, which end what our process can no longer end.
		statement_timeout: statementTimeoutMs,
		idle_in_transaction_session_timeout: idleTransactionMs,
		keepAlive: true,
	});
	// A connection tells of its loss by itself, also in the middle of a transaction, when the pool does not listen.
	pool.on('connect', (client) => {
		let isTold = false;
		client.on('error', (error) => {
			if (isTold) return;
			isTold = true;
			log?.warn({ error: error.message }, 'a connection to Postgres was lost');
		});
	});
	pool.on('error', () => undefined);
	return {
		kind: 'postgres',
		where: whereOf(databaseUrl),
		db: drizzle({ client: pool }),
		ready: () => Promise.resolve(),
		migrate: (migrationsFolder) => migrateAlone(pool, migrationsFolder),
		// Autovacuum and the checkpointer are the server's own.
		tidy: () => Promise.resolve(),
		close: () => pool.end(),
	};
}

/** Several processes may start at once: the others wait, then find nothing to do. */
async function migrateAlone(pool: Pool, migrationsFolder: string): Promise<void> {
	const client = await pool.connect();
	try {
		await client.query('select pg_advisory_lock($1)', [migrationLock]);
		await migrate(drizzle({ client }), { migrationsFolder });
		await client.query('select pg_advisory_unlock($1)', [migrationLock]);
		client.release();
	} catch (error) {
		// Closing the connection frees the lock.
		client.release(true);
		throw error;
	}
}

function whereOf(databaseUrl: string): string {
	const { host, port, database } = new Client({ connectionString: databaseUrl });
	return `Postgres at ${host}:${port}/${database ?? ''}`;
}
