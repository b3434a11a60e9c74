import { and, asc, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Database } from '../database';
import { beyond, pageOf } from '../pageCursor';
import { events, reposts } from '../schema';
import type { RepostStore } from './reposts';
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
							beyond(cursor, reposts.createdAt, reposts.id),
						),
					)
					.orderBy(desc(reposts.createdAt), desc(reposts.id))
					.limit(limit + 1),
			);
			return pageOf(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
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
