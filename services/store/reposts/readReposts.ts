import { and, asc, desc, eq, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Problem } from '../../../lib/errors';
import type { Database } from '../database';
import { events, reposts } from '../schema';
import type { Repost, RepostStore } from '../store';
import { isOpen } from './rows';

type Reads = Pick<
	RepostStore,
	'get' | 'byPublishId' | 'list' | 'unstarted' | 'open' | 'linkPending' | 'timeline'
>;

export function readReposts(db: Database): Reads {
	return {
		async get(id) {
			const [row] = await db.read((query) =>
				query.select().from(reposts).where(eq(reposts.id, id)),
			);
			return row ?? null;
		},

		async byPublishId(publishId) {
			const [row] = await db.read((query) =>
				query.select().from(reposts).where(eq(reposts.publishId, publishId)).limit(1),
			);
			return row ?? null;
		},

		async list({ accountId, state, videoId, cursor, limit }) {
			const rows = await db.read((query) =>
				query
					.select()
					.from(reposts)
					.where(
						and(
							accountId === undefined ? undefined : eq(reposts.accountId, accountId),
							state === undefined ? undefined : eq(reposts.state, state),
							videoId === undefined ? undefined : eq(reposts.videoId, videoId),
							cursor === undefined ? undefined : olderThan(placeOf(cursor)),
						),
					)
					.orderBy(desc(reposts.createdAt), desc(reposts.id))
					.limit(limit + 1),
			);
			const items = rows.slice(0, limit);
			const last = items.at(-1);
			return { items, nextCursor: last && rows.length > limit ? cursorAt(last) : null };
		},

		unstarted(olderThanMs) {
			return db.read((query) =>
				query
					.select()
					.from(reposts)
					.where(
						and(
							isOpen,
							isNull(reposts.startedAt),
							sql`${reposts.updatedAt} <= now() - ${olderThanMs}::double precision * interval '1 millisecond'`,
						),
					)
					.orderBy(asc(reposts.createdAt), asc(reposts.id)),
			);
		},

		open(accountId) {
			const ofAccount =
				accountId === undefined ? undefined : eq(reposts.accountId, accountId);
			return db.read((query) =>
				query
					.select()
					.from(reposts)
					.where(and(isOpen, ofAccount))
					.orderBy(asc(reposts.createdAt), asc(reposts.id)),
			);
		},

		linkPending(withinMs) {
			return db.read((query) =>
				query
					.select()
					.from(reposts)
					.where(
						and(
							eq(reposts.state, 'published'),
							isNull(reposts.postId),
							// It tells that the link follows; a private post gets none.
							isNotNull(reposts.nextStep),
							sql`${reposts.finishedAt} > now() - ${withinMs}::double precision * interval '1 millisecond'`,
						),
					)
					.orderBy(asc(reposts.finishedAt), asc(reposts.id)),
			);
		},

		timeline(id) {
			return db.read((query) =>
				query.select().from(events).where(eq(events.repostId, id)).orderBy(asc(events.id)),
			);
		},
	};
}

/** The last row of a page: its time in ms and its id. */
const place = z.tuple([z.int(), z.string()]);

function olderThan([createdAtMs, id]: z.infer<typeof place>) {
	const createdAt = new Date(createdAtMs);
	return or(
		lt(reposts.createdAt, createdAt),
		and(eq(reposts.createdAt, createdAt), lt(reposts.id, id)),
	);
}

function cursorAt({ createdAt, id }: Repost): string {
	return Buffer.from(JSON.stringify([createdAt.getTime(), id])).toString('base64url');
}

function placeOf(cursor: string): z.infer<typeof place> {
	try {
		return place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
	} catch {
		throw new Problem(
			'bad_request',
			'`cursor` must be the `nextCursor` of an earlier page, unchanged.',
		);
	}
}
