import { eq } from 'drizzle-orm';
import { Problem } from '../../../lib/errors';
import type { Database } from '../database';
import { readableId } from '../readableId';
import { channels } from '../syncSchema';
import type { SyncStore } from './syncs';

export function channelsOfSyncs(
	db: Database,
	now: () => Date,
): Pick<SyncStore, 'keepChannel' | 'channel' | 'own'> {
	return {
		async keepChannel({ channelId, ...facts }) {
			const at = now();
			const [row] = await db.write((tx) =>
				tx
					.insert(channels)
					.values({
						...{ id: channelId, ...facts, createdAt: at, updatedAt: at },
						verifyCode: `14ms-verify=${readableId()}`,
					})
					.onConflictDoUpdate({
						target: channels.id,
						set: { ...facts, updatedAt: at },
					})
					.returning(),
			);
			if (!row) throw new Error('A channel was not stored.');
			return row;
		},

		async channel(id) {
			const [row] = await db.read((query) =>
				query.select().from(channels).where(eq(channels.id, id)),
			);
			return row ?? null;
		},

		async own(channelId, ownership) {
			const [row] = await db.write((tx) =>
				tx
					.update(channels)
					.set({ ownership, updatedAt: now() })
					.where(eq(channels.id, channelId))
					.returning(),
			);
			if (!row) throw new Problem('not_found', 'There is no channel with this id.');
			return row;
		},
	};
}
