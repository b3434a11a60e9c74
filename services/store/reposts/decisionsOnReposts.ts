import { and, eq, inArray, isNotNull, isNull, notInArray, or, sql } from 'drizzle-orm';
import { reviewTroubles } from '../../../lib/posting/reviewTroubles';
import { isFinal } from '../../../lib/posting/states';
import type { Database, Queries } from '../database';
import { reposts, uploads } from '../schema';
import type { RepostStore } from './reposts';
import { freeSlots } from '../lanes/slots';
import { change, isOpen, newestGeneration, rowOf } from './rows';
import { whyNotApprovable, whyNotCancellable, whyNotRetryable } from './whyNot';

type Decisions = Pick<
	RepostStore,
	'approve' | 'requestCancel' | 'commit' | 'uncommit' | 'retry' | 'takeUp'
>;

/** What people decide, and the point of no return that their cancel races with: whoever writes first wins. */
export function decisionsOnReposts(db: Database): Decisions {
	return {
		approve(id, approval) {
			const waitsForReview = or(
				eq(reposts.state, 'awaitingReview'),
				and(
					eq(reposts.state, 'needsAttention'),
					inArray(sql`${reposts.error} ->> 'code'`, [...reviewTroubles]),
				),
			);
			return db.write(async (tx) => {
				const approved = await change(
					tx,
					id,
					[waitsForReview, isNull(reposts.cancelRequestedAt)],
					{ approval },
					({ attempt }) => ({
						type: 'repost.approved',
						data: { attempt, sha256: approval.sha256, settings: approval.settings },
					}),
				);
				if (approved) return approved;
				throw whyNotApprovable(await rowOf(tx, id));
			});
		},

		requestCancel(id) {
			return db.write(async (tx) => {
				const cancelled = await change(
					tx,
					id,
					[isOpen, isNull(reposts.committedAt), isNull(reposts.cancelRequestedAt)],
					{ cancelRequestedAt: sql`now()` },
					({ attempt }) => ({ type: 'repost.cancelRequested', data: { attempt } }),
				);
				if (cancelled) return cancelled;
				const row = await rowOf(tx, id);
				const problem = whyNotCancellable(row);
				if (problem) throw problem;
				return row;
			});
		},

		commit(id, attempt, publishId) {
			return db.write(async (tx) => {
				const committed = await change(
					tx,
					id,
					[
						eq(reposts.attempt, attempt),
						eq(reposts.publishId, publishId),
						isOpen,
						isNull(reposts.cancelRequestedAt),
						isNull(reposts.committedAt),
					],
					{ committedAt: sql`now()` },
					() => ({ type: 'repost.committed', data: { attempt, publishId } }),
				);
				if (committed) return true;
				// A second run of the same transfer: it was committed before.
				const row = await rowOf(tx, id);
				const isCurrent = row.attempt === attempt && row.publishId === publishId;
				return isCurrent && row.committedAt !== null && !isFinal(row.state);
			});
		},

		async uncommit(id, attempt, publishId, serial) {
			await db.write(async (tx) => {
				// Locked as by what records an upload, so that no other takes its place meanwhile.
				await tx.select().from(reposts).where(eq(reposts.id, id)).for('update');
				if ((await serialOf(tx, id)) !== serial) return;
				const taken = await change(
					tx,
					id,
					[
						eq(reposts.attempt, attempt),
						eq(reposts.publishId, publishId),
						isNotNull(reposts.committedAt),
						notInArray(reposts.state, ['published', 'delivered']),
					],
					{ committedAt: null },
					() => ({ type: 'repost.uncommitted', data: { attempt, publishId } }),
				);
				// It was no post, so it counts for no spacing and no cap.
				if (taken) await freeSlots(tx, id, attempt, true);
			});
		},

		takeUp(id, attempt) {
			return db.write((tx) => {
				const unlessCommitted = (column: typeof reposts.media | typeof reposts.publishId) =>
					sql`case when ${reposts.committedAt} is not null then ${column} end`;
				return change(
					tx,
					id,
					[eq(reposts.attempt, attempt), isOpen],
					{
						attempt: attempt + 1,
						state: sql`case when ${reposts.committedAt} is null then 'resolving' else 'processing' end`,
						...{ nextStep: null, error: null, doneBytes: null, totalBytes: null },
						media: unlessCommitted(reposts.media),
						publishId: unlessCommitted(reposts.publishId),
						startedAt: null,
					},
					({ committedAt }) => ({
						type: 'repost.takenUp',
						data: { attempt: attempt + 1, committed: committedAt !== null },
					}),
				);
			});
		},

		retry(id) {
			return db.write(async (tx) => {
				const newer = await newerThan(tx, id);
				if (newer) throw whyNotRetryable(await rowOf(tx, id), newer);
				const retried = await change(
					tx,
					id,
					[inArray(reposts.state, ['failed', 'cancelled']), isNull(reposts.committedAt)],
					{
						attempt: sql`${reposts.attempt} + 1`,
						state: 'resolving',
						...{ nextStep: null, error: null, doneBytes: null, totalBytes: null },
						...{ media: null, approval: null, publishId: null },
						...{ startedAt: null, cancelRequestedAt: null, finishedAt: null },
					},
					({ attempt }) => ({ type: 'repost.retried', data: { attempt } }),
				);
				if (retried) return retried;
				throw whyNotRetryable(await rowOf(tx, id));
			});
		},
	};
}

/** The row is locked, as by what makes the next generation: of these two, the second sees what the first has done. */
async function newerThan(tx: Queries, id: string): Promise<string | null> {
	const [row] = await tx.select().from(reposts).where(eq(reposts.id, id)).for('update');
	if (!row) return null;
	const { accountId, videoId } = row;
	const newest = await newestGeneration(tx, { accountId, videoId });
	return newest && newest.id !== id ? newest.id : null;
}

async function serialOf(tx: Queries, repostId: string): Promise<number | undefined> {
	const [upload] = await tx
		.select({ serial: uploads.serial })
		.from(uploads)
		.where(eq(uploads.repostId, repostId));
	return upload?.serial;
}
