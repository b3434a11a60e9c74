import { and, asc, desc, eq, gt, inArray, isNotNull, or, sql } from 'drizzle-orm';
import { Problem } from '../../../lib/errors';
import { closureKinds } from '../../../lib/posting/lane/closureKinds';
import { noSchedule } from '../../../lib/posting/lane/laneSettings';
import type { Queries } from '../database';
import { laneClosures, lanePlaces, lanes } from '../laneSchema';
import { accounts, reposts } from '../schema';
import { isOpen } from '../reposts/rows';
import type { Lane, LaneLook, Place } from './lanes';

/** Longer than the longest spacing. */
const postsWithin = sql`clock_timestamp() - interval '8 days'`;

interface Reading {
	/** Of those who wait, at most so many in their order. */
	most: number;
	atOnce: number;
	askingId?: string;
}

/** All that a decision about this account's lane stands on. Problem unknown_account. */
export async function readLane(
	query: Queries,
	accountId: string,
	{ most, atOnce, askingId }: Reading,
): Promise<Omit<LaneLook, 'decision'>> {
	const [row] = await query
		.select({
			nowMs: sql`extract(epoch from clock_timestamp()) * 1000`.mapWith(Number),
			lane: lanes,
		})
		.from(accounts)
		.leftJoin(lanes, eq(lanes.accountId, accounts.id))
		.where(eq(accounts.id, accountId));
	if (!row) throw new Problem('unknown_account', 'There is no account with this id.');
	const lane = laneOf(accountId, row.lane);
	const places = await placesOf(query, accountId, most);
	return {
		lane,
		facts: {
			nowMs: Math.floor(row.nowMs),
			settings: lane.settings,
			atOnce: lane.settings.atOnce ?? atOnce,
			paused: lane.paused,
			closures: await closuresOf(query, accountId),
			postsMs: await postsOf(query, accountId),
			inLane: places.map((place) => inLaneOf(place, askingId)),
			...(askingId === undefined ? {} : { askingId }),
		},
	};
}

export function laneOf(accountId: string, row: typeof lanes.$inferSelect | null): Lane {
	const { isPaused = false, pauseNote = null, pausedAt } = row ?? {};
	return {
		accountId,
		settings: { ...noSchedule, ...row?.settings },
		paused: isPaused ? { note: pauseNote, at: pausedAt ?? new Date(0) } : null,
	};
}

/** Those with a place come first, then those who are ready to be posted: none of them may be cut off. */
function placesOf(query: Queries, accountId: string, most: number) {
	return query
		.select({ repost: reposts, place: lanePlaces })
		.from(lanePlaces)
		.innerJoin(
			reposts,
			and(eq(reposts.id, lanePlaces.repostId), eq(reposts.attempt, lanePlaces.attempt)),
		)
		.where(and(eq(lanePlaces.accountId, accountId), isOpen))
		.orderBy(
			sql`${lanePlaces.workSlotAt} is null`,
			sql`${lanePlaces.wants} = 'work'`,
			desc(reposts.priority),
			asc(reposts.createdAt),
			asc(reposts.id),
		)
		.limit(most);
}

function inLaneOf(
	{
		repost,
		place,
	}: { repost: typeof reposts.$inferSelect; place: typeof lanePlaces.$inferSelect },
	askingId: string | undefined,
): Place {
	const { id, state, error } = repost;
	const hasWork = place.workSlotAt !== null;
	const hasPost = place.postSlotAt !== null;
	const isSent = state === 'uploading' || state === 'processing';
	const waits = !(place.wants === 'post' ? hasPost : hasWork);
	const isQueued = state === 'queued' && (error === null || closureKinds.has(error.code));
	const mayGo = id === askingId || (isQueued && repost.cancelRequestedAt === null);
	return {
		...{ id, state, attempt: place.attempt, videoId: repost.videoId },
		title: repost.video?.title ?? null,
		kind: repost.posting === 'inbox' ? 'inbox' : 'direct',
		priority: repost.priority,
		createdAtMs: repost.createdAt.getTime(),
		notBeforeMs: repost.notBefore?.getTime() ?? null,
		isReviewed: repost.posting === 'review',
		...{ wants: place.wants, hasWork, hasPost, isSent },
		isAway: waits && !mayGo,
		workSlotAt: place.workSlotAt,
	};
}

async function closuresOf(query: Queries, accountId: string) {
	const rows = await query
		.select()
		.from(laneClosures)
		.where(inArray(laneClosures.accountId, [accountId, '']));
	return rows.map(({ accountId: closedFor, code, sentence, of, until, repostId }) => ({
		...{ code, sentence, of, repostId, isOfApp: closedFor === '' },
		untilMs: until.getTime(),
	}));
}

/** With those of the time before there were lanes, which have no place. */
async function postsOf(query: Queries, accountId: string): Promise<number[]> {
	const at = sql`coalesce(${lanePlaces.postSlotAt}, ${reposts.committedAt})`;
	const rows = await query
		.select({ atMs: sql`extract(epoch from ${at}) * 1000`.mapWith(Number) })
		.from(reposts)
		.leftJoin(lanePlaces, eq(lanePlaces.repostId, reposts.id))
		.where(
			and(
				eq(reposts.accountId, accountId),
				or(isNotNull(lanePlaces.postSlotAt), isNotNull(reposts.committedAt)),
				gt(at, postsWithin),
			),
		);
	return rows.map(({ atMs }) => Math.floor(atMs));
}
