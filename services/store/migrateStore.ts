import path from 'node:path';
import { max, sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { bigint, pgSchema } from 'drizzle-orm/pg-core';
import { Problem } from '../../lib/errors';
import type { Queries } from './database';
import type { Engine } from './engine';

const migrationsFolder = path.join(__dirname, 'migrations');

/** The table in which Drizzle notes what it applied. */
const applied = pgSchema('drizzle').table('__drizzle_migrations', {
	createdAt: bigint('created_at', { mode: 'number' }),
});

/**
 * Brings the tables up to this version of 14ms, or with `migrate: false` only checks that they are.
 * Problem store_unavailable when they are newer than this 14ms, or older and not to be touched.
 */
export async function migrateStore(engine: Engine, { migrate }: { migrate: boolean }) {
	const ours = Math.max(
		...readMigrationFiles({ migrationsFolder }).map(({ folderMillis }) => folderMillis),
	);
	const theirs = await newestApplied(engine.db);
	if (theirs > ours) {
		throw new Problem(
			'store_unavailable',
			`The store (${engine.where}) was made by a newer 14ms: update this one.`,
		);
	}
	if (theirs === ours) return;
	if (!migrate) {
		throw new Problem(
			'store_unavailable',
			`The store (${engine.where}) has the tables of an older 14ms: start \`14ms web\` or \`14ms up\` first, which updates them.`,
		);
	}
	await engine.migrate(migrationsFolder);
}

/** 0 for an empty database. */
async function newestApplied(db: Queries): Promise<number> {
	const [table] = await db
		.select({ isThere: sql<boolean>`to_regclass('drizzle.__drizzle_migrations') is not null` })
		.from(sql`(select 1) as one`);
	if (!table?.isThere) return 0;
	const [newest] = await db.select({ when: max(applied.createdAt) }).from(applied);
	return newest?.when ?? 0;
}
