import { and, eq, inArray, or, sql } from 'drizzle-orm';
import { Problem } from '../../lib/errors';
import { decideLane } from '../../lib/posting/lane/decideLane';
import { neverPosts } from '../../lib/posting/lane/laneSettings';
import { after, type Database, type Queries } from './database';
import { askForSlot } from './lanes/askForSlot';
import type { Lane, LaneStore } from './lanes/lanes';
import { laneOf, readLane } from './lanes/readLane';
import { giveSlot, lockLane, takeBack, tellWaiting } from './lanes/slots';
import { laneClosures, lanePlaces, lanes } from './laneSchema';
import { isOpen } from './reposts/rows';
import { events, reposts } from './schema';

/** Those beyond are decided on when their time comes nearer. */
const mostInLane = 5_000;

/** @param atOnce most reposts of an account between download and upload, where its lane says nothing */
export function createLaneStore(db: Database, atOnce: number): LaneStore {
	return {
		get: (accountId) => db.read((query) => rowOf(query, accountId)),

		change: (accountId, changes) =>
			write(accountId, (_tx, { settings }) => {
				const wanted = { ...settings, ...changes };
				const why = neverPosts(wanted);
				if (why) throw new Problem('bad_request', why);
				return { set: { settings: wanted }, event: { settings: wanted } };
			}),

		pause: (accountId, note) =>
			write(accountId, () => ({
				set: { isPaused: true, pauseNote: note, pausedAt: new Date() },
				event: { paused: true, note },
			})),

		resume: (accountId) =>
			write(accountId, async (tx) => {
				await tx.delete(laneClosures).where(eq(laneClosures.accountId, accountId));
				return {
					set: { isPaused: false, pauseNote: null, pausedAt: null },
					event: { paused: false },
				};
			}),

		ask: (id, attempt, slot, isFirst) =>
			db.write((tx) => askForSlot(tx, { id, attempt, slot, isFirst }, atOnce)),

		handOut: (accountId) =>
			db.write(async (tx) => {
				await lockLane(tx, accountId);
				const { facts } = await readLane(tx, accountId, { most: mostInLane, atOnce });
				const { grants, waits, nextAtMs } = decideLane(facts);
				const granted = [];
				for (const grant of grants) {
					const { id, attempt } = facts.inLane.find((one) => one.id === grant.id) ?? {};
					if (id === undefined || attempt === undefined) continue;
					if (await giveSlot(tx, grant, attempt)) granted.push({ repostId: id, attempt });
				}
				await tellWaiting(tx, waits);
				const isFull = waits.some(({ why }) => why === 'full' || why === 'asking');
				const holders = facts.inLane.filter(({ hasWork }) => hasWork);
				return {
					granted,
					waiting: waits.length,
					inMs: nextAtMs === null ? null : Math.max(0, nextAtMs - facts.nowMs),
					inTheWay: (isFull ? holders : []).map(({ id, attempt, workSlotAt }) => ({
						...{ repostId: id, attempt },
						sinceMs: facts.nowMs - (workSlotAt?.getTime() ?? facts.nowMs),
					})),
				};
			}),

		async giveBack(repostId, attempt) {
			await db.write((tx) => takeBack(tx, repostId, attempt));
		},

		async close(accountId, { forMs, ...closure }) {
			const row = { ...closure, accountId: accountId ?? '', until: after(forMs) };
			await db.write((tx) =>
				tx
					.insert(laneClosures)
					.values(row)
					.onConflictDoUpdate({
						target: [laneClosures.accountId, laneClosures.code],
						set: row,
					}),
			);
		},

		async reopen(accountId, of) {
			const isMeant = and(
				inArray(laneClosures.accountId, [accountId, '']),
				eq(laneClosures.of, of),
			);
			const [closed] = await db.read((query) =>
				query.select().from(laneClosures).where(isMeant).limit(1),
			);
			if (!closed) return false;
			await db.write((tx) => tx.delete(laneClosures).where(isMeant));
			return true;
		},

		look: (accountId) =>
			db.read(async (query) => {
				const read = await readLane(query, accountId, { most: mostInLane, atOnce });
				return { ...read, decision: decideLane(read.facts) };
			}),

		isWaitedFor: (accountId) =>
			db.read(async (query) => {
				const [one] = await waiting(query, eq(lanePlaces.accountId, accountId)).limit(1);
				return one !== undefined;
			}),

		waitedFor: () =>
			db.read(async (query) => {
				const rows = await waiting(query).groupBy(lanePlaces.accountId);
				return rows.map(({ accountId }) => accountId);
			}),
	};

	/** One change of the lane's row, made in the order of the lane's decisions, with its event. */
	function write(
		accountId: string,
		make: (tx: Queries, lane: Lane) => Change | Promise<Change>,
	): Promise<Lane> {
		return db.write(async (tx) => {
			await lockLane(tx, accountId);
			const lane = await rowOf(tx, accountId);
			const { set, event } = await make(tx, lane);
			await tx
				.insert(lanes)
				.values({ accountId, settings: lane.settings, ...set })
				.onConflictDoUpdate({ target: lanes.accountId, set });
			await tx.insert(events).values({ accountId, type: 'account.lane', data: event });
			return rowOf(tx, accountId);
		});
	}
}

interface Change {
	set: Partial<typeof lanes.$inferInsert>;
	event: Record<string, unknown>;
}

async function rowOf(query: Queries, accountId: string): Promise<Lane> {
	const [row] = await query.select().from(lanes).where(eq(lanes.accountId, accountId));
	return laneOf(accountId, row ?? null);
}

function waiting(query: Queries, more?: ReturnType<typeof eq>) {
	const lacksSlot = or(
		and(eq(lanePlaces.wants, 'work'), sql`${lanePlaces.workSlotAt} is null`),
		and(eq(lanePlaces.wants, 'post'), sql`${lanePlaces.postSlotAt} is null`),
	);
	return query
		.select({ accountId: lanePlaces.accountId })
		.from(lanePlaces)
		.innerJoin(
			reposts,
			and(eq(reposts.id, lanePlaces.repostId), eq(reposts.attempt, lanePlaces.attempt)),
		)
		.where(and(isOpen, lacksSlot, more))
		.$dynamic();
}
