import { and, asc, eq, gt, inArray, lte, max, sql } from 'drizzle-orm';
import { z } from 'zod';
import { repostStates } from '../../lib/posting/states';
import type { Database, Queries } from './database';
import { events } from './schema';
import type { EventStore } from './store';

/** Reads the timeline as a feed. Ids are committed in their order (rows.ts), so a number is a durable place in it. */
export function createEventStore(db: Database): EventStore {
	return {
		since({ after, states, accountId, limit }) {
			return db.read(async (query) => {
				const newest = await latest(query);
				const rows = await query
					.select()
					.from(events)
					.where(
						and(
							eq(events.type, 'repost.state'),
							inArray(sql`${events.data} ->> 'state'`, states),
							gt(events.id, after),
							lte(events.id, newest),
							accountId === undefined ? undefined : eq(events.accountId, accountId),
						),
					)
					.orderBy(asc(events.id))
					.limit(limit);
				const found = rows.flatMap(({ id, accountId: owner, repostId, data, at }) => {
					const parsed = stateData.safeParse(data);
					if (!parsed.success || repostId === null) return [];
					return [{ id, accountId: owner, repostId, at, ...parsed.data }];
				});
				const last = rows.at(-1);
				const upTo = last && rows.length === limit ? last.id : newest;
				return { events: found, upTo: Math.max(upTo, after) };
			});
		},
		latest: () => db.read(latest),
	};
}

const stateData = z.object({
	state: z.enum(repostStates),
	nextStep: z.string().nullable().default(null),
});

async function latest(query: Queries): Promise<number> {
	const [row] = await query.select({ newest: max(events.id) }).from(events);
	return row?.newest ?? 0;
}
