import { isDeepStrictEqual } from 'node:util';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import type { Database, Queries } from '../database';
import { syncs } from '../syncSchema';
import { redecide } from './redecide';
import { lockSync, there } from './rowOfSync';
import type { Sync, SyncStore } from './syncs';

type Changes = Pick<SyncStore, 'edit' | 'pause' | 'resume' | 'end' | 'setError'>;
type Set = PgUpdateSetSource<typeof syncs>;

/** Its Schedule has to be told. */
const nextVersion: Set = { version: sql`${syncs.version} + 1` };
const allIsWell: Set = { error: null, needsPerson: false };

export function changesOfSyncs(db: Database, now: () => Date): Changes {
	return {
		edit: (id, edit) =>
			db.write(async (tx) => {
				const before = await lockSync(tx, id);
				const { rules = before.rules, captions = before.captions } = edit;
				await redecide(tx, before, { rules, captions }, now());
				const isSame = isDeepStrictEqual(rules.backfill, before.rules.backfill);
				return set(tx, id, {
					...edit,
					...(isSame ? {} : { isBackfilled: false }),
					...allIsWell,
					...nextVersion,
				});
			}),

		pause: (id, note) =>
			db.write(async (tx) => {
				const { isPaused, pauseNote } = await lockSync(tx, id);
				const kept = isPaused ? pauseNote : null;
				return set(tx, id, { isPaused: true, pauseNote: note ?? kept, ...nextVersion });
			}),

		resume: (id) =>
			db.write(async (tx) => {
				await lockSync(tx, id);
				const notPaused = { isPaused: false, pauseNote: null };
				return set(tx, id, { ...notPaused, ...allIsWell, ...nextVersion });
			}),

		async end(id) {
			await db.write(async (tx) => {
				await lockSync(tx, id);
				await set(tx, id, { endedAt: now(), ...nextVersion });
			});
		},

		async setError(id, error, needsPerson = false) {
			const isOther = sql`${syncs.needsPerson} is distinct from ${needsPerson}::boolean`;
			await db.write((tx) =>
				tx
					.update(syncs)
					.set({
						...{ error, needsPerson, updatedAt: now() },
						version: sql`${syncs.version} + case when ${isOther} then 1 else 0 end`,
					})
					.where(and(eq(syncs.id, id), isNull(syncs.endedAt))),
			);
		},
	};

	async function set(tx: Queries, id: string, values: Set): Promise<Sync> {
		const [sync] = await tx
			.update(syncs)
			.set({ ...values, updatedAt: now() })
			.where(eq(syncs.id, id))
			.returning();
		return there(sync);
	}
}
