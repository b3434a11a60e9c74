import { asc, eq, ne } from 'drizzle-orm';
import { z } from 'zod';
import type { WebSubSettings } from '../settings';
import type { Database, Queries } from './database';
import { installation } from './schema';
import { webSubs } from './syncSchema';
import type { WebSubStore } from './webSubs';

const key = 'webSubPlace';

/** Where the hub calls: known to the web service, used by the workers. */
export function webSubPlace(db: Database): Pick<WebSubStore, 'place' | 'moveTo' | 'moved'> {
	return {
		place: () => db.read(read),

		moveTo: (place) =>
			db.write(async (tx) => {
				const before = await read(tx);
				const { hubUrl, callbackOrigin } = place;
				if (before?.hubUrl === hubUrl && before.callbackOrigin === callbackOrigin) {
					return false;
				}
				const value = JSON.stringify({ hubUrl, callbackOrigin } satisfies WebSubSettings);
				await tx
					.insert(installation)
					.values({ key, value })
					.onConflictDoUpdate({ target: installation.key, set: { value } });
				await tx
					.update(webSubs)
					.set({ state: 'moved', leaseUntil: null, error: null })
					.where(ne(webSubs.state, 'ending'));
				return true;
			}),

		async moved(limit) {
			const rows = await db.read((query) =>
				query
					.select({ channelId: webSubs.channelId })
					.from(webSubs)
					.where(eq(webSubs.state, 'moved'))
					.orderBy(asc(webSubs.channelId))
					.limit(limit),
			);
			return rows.map(({ channelId }) => channelId);
		},
	};
}

async function read(query: Queries): Promise<WebSubSettings | null> {
	const [row] = await query.select().from(installation).where(eq(installation.key, key));
	return row ? kept.parse(JSON.parse(row.value)) : null;
}

const kept = z.object({ hubUrl: z.string(), callbackOrigin: z.string() });
