import { and, asc, eq, gt, inArray, lte, max, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import {
	eventOfState,
	isOfRepost,
	stateOfEvent,
	type EventType,
} from '../../lib/events/eventTypes';
import { repostStates } from '../../lib/posting/states';
import type { Database, Queries } from './database';
import { events } from './schema';
import type { EventStore, FeedEvent, TimelineEvent } from './events';

/** Reads the timeline as a feed. Ids are committed in their order (rows.ts), so a number is a durable place in it. */
export function createEventStore(db: Database): EventStore {
	return {
		since({ after, types, accountId, limit }) {
			return db.read(async (query) => {
				const newest = await latestOfFeed(query);
				const rows = await query
					.select()
					.from(events)
					.where(
						and(
							isOf(types),
							gt(events.id, after),
							lte(events.id, newest),
							accountId === undefined ? undefined : eq(events.accountId, accountId),
						),
					)
					.orderBy(asc(events.id))
					.limit(limit);
				const last = rows.at(-1);
				const upTo = last && rows.length === limit ? last.id : newest;
				return { events: rows.flatMap(told), upTo: Math.max(upTo, after) };
			});
		},
		latest: () => db.read(latest),
	};
}

function isOf(types: readonly EventType[]) {
	const states = types.filter(isOfRepost).map(stateOfEvent);
	return or(
		states.length > 0
			? and(eq(events.type, 'repost.state'), inArray(sql`${events.data} ->> 'state'`, states))
			: undefined,
		types.includes('short.found') ? eq(events.type, 'short.found') : undefined,
		// Of no types at all there are none.
		sql`false`,
	);
}

function told({ id, accountId, repostId, type, data, at }: TimelineEvent): FeedEvent[] {
	const event = { id, accountId, at };
	if (type === 'short.found') {
		const short = shortData.safeParse(data).data;
		if (!short) return [];
		return [{ ...event, type, syncId: short.syncId, videoId: short.video }];
	}
	const entered = stateData.safeParse(data).data;
	const name = entered && eventOfState(entered.state);
	if (!name || repostId === null) return [];
	return [{ ...event, type: name, repostId, nextStep: entered.nextStep }];
}

const stateData = z.object({
	state: z.enum(repostStates),
	nextStep: z.string().nullable().default(null),
});
const shortData = z.object({ syncId: z.string(), video: z.string() });

/** Other lines of the timeline are not written in the order of their ids, so they are no place to go on from. */
async function latestOfFeed(query: Queries): Promise<number> {
	const [row] = await query
		.select({ newest: max(events.id) })
		.from(events)
		.where(inArray(events.type, ['repost.state', 'short.found']));
	return row?.newest ?? 0;
}

async function latest(query: Queries): Promise<number> {
	const [row] = await query.select({ newest: max(events.id) }).from(events);
	return row?.newest ?? 0;
}
