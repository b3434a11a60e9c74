import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from './database';
import { installation } from './schema';
import type { StandingStore } from './standing';

const key = 'standing';

/** One row of JSON: who this ledger is, and what it knows of Temporal's memory of it. */
export function createStandingStore(db: Database): StandingStore {
	async function read() {
		const [row] = await db.read((query) =>
			query.select().from(installation).where(eq(installation.key, key)),
		);
		if (row) return standing.parse(JSON.parse(row.value));
		const first = standing.parse({ ledgerId: randomUUID() });
		await db.write((tx) =>
			tx
				.insert(installation)
				.values({ key, value: JSON.stringify(first) })
				.onConflictDoNothing(),
		);
		return null;
	}

	return {
		// The second time it is there, whoever made it.
		read: async () => (await read()) ?? standing.parse(await read()),
		async note(change) {
			const next = { ...standing.parse((await read()) ?? (await read())), ...change };
			const value = JSON.stringify(next);
			await db.write((tx) =>
				tx.update(installation).set({ value }).where(eq(installation.key, key)),
			);
		},
	};
}

const mark = z.object({ ledgerId: z.string(), epoch: z.int(), events: z.int() });

const standing = z.object({
	ledgerId: z.string(),
	epoch: z.int().default(1),
	seen: mark.nullable().default(null),
	restoredAt: z.string().nullable().default(null),
	temporalLostAt: z.string().nullable().default(null),
});
