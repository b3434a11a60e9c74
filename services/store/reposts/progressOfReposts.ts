import { and, eq, isNull, or, sql } from 'drizzle-orm';
import { isFinal } from '../../../lib/posting/states';
import type { Database } from '../database';
import { reposts } from '../schema';
import type { RepostStore } from './reposts';
import { releaseSlots } from '../lanes/slots';
import { addEvent, change, isOpen, rowOf } from './rows';

type Progress = Pick<
	RepostStore,
	| 'markStarted'
	| 'enter'
	| 'progress'
	| 'saveVideo'
	| 'saveMedia'
	| 'finish'
	| 'savePostId'
	| 'note'
>;

/** What the workflow writes. All of it may be repeated; a repetition that changes nothing leaves no event. */
export function progressOfReposts(db: Database): Progress {
	return {
		async markStarted(id, attempt) {
			await db.write((tx) =>
				change(
					tx,
					id,
					[eq(reposts.attempt, attempt), isNull(reposts.startedAt)],
					{ startedAt: sql`now()` },
					() => ({ type: 'repost.started', data: { attempt } }),
				),
			);
		},

		enter(id, attempt, state, { nextStep = null, error = null } = {}) {
			return db.write(async (tx) => {
				const isNew = or(
					sql`${reposts.state} <> ${state}`,
					sql`${reposts.nextStep} is distinct from ${nextStep}`,
					differs('error', error),
				);
				const entered = await change(
					tx,
					id,
					[eq(reposts.attempt, attempt), isOpen, isNew],
					{
						...{ state, nextStep, error },
						// The bytes of one step say nothing about the next.
						doneBytes: sql`case when ${reposts.state} = ${state} then ${reposts.doneBytes} end`,
						totalBytes: sql`case when ${reposts.state} = ${state} then ${reposts.totalBytes} end`,
					},
					() => ({
						type: 'repost.state',
						data: present({ state, attempt, nextStep, error }),
					}),
				);
				if (entered) {
					await releaseSlots(tx, entered);
					return true;
				}
				const row = await rowOf(tx, id);
				return row.attempt === attempt && !isFinal(row.state);
			});
		},

		async progress(id, doneBytes, totalBytes) {
			await db.relaxed((tx) =>
				tx
					.update(reposts)
					.set({ doneBytes, totalBytes, updatedAt: sql`now()` })
					.where(and(eq(reposts.id, id), isOpen)),
			);
		},

		async saveVideo(id, attempt, video) {
			const { title, durationSec } = video;
			await db.write((tx) =>
				change(
					tx,
					id,
					[eq(reposts.attempt, attempt), isOpen, differs('video', video)],
					{ video },
					() => ({ type: 'repost.video', data: { title, durationSec } }),
				),
			);
		},

		async saveMedia(id, attempt, media) {
			const { sizeBytes, sha256, preparation } = media;
			await db.write((tx) =>
				change(
					tx,
					id,
					[eq(reposts.attempt, attempt), isOpen, differs('media', media)],
					{ media },
					() => ({ type: 'repost.media', data: { sizeBytes, sha256, preparation } }),
				),
			);
		},

		async finish(id, attempt, state, { nextStep = null, postId, url, error = null }) {
			await db.write(async (tx) => {
				const finished = await change(
					tx,
					id,
					[eq(reposts.attempt, attempt), isOpen],
					{ ...{ state, nextStep, postId, url, error }, finishedAt: sql`now()` },
					() => ({
						type: 'repost.state',
						data: present({ state, attempt, nextStep, postId, url, error }),
					}),
				);
				if (finished) await releaseSlots(tx, finished);
			});
		},

		async savePostId(id, postId, url) {
			// A link that is known stays when none is given.
			const link = sql`coalesce(${url}::text, ${reposts.url})`;
			const isNew = sql`(${reposts.postId}, ${reposts.url}) is distinct from (${postId}::text, ${link})`;
			await db.write((tx) =>
				change(tx, id, [isNew], { postId, url: link, nextStep: null }, () => ({
					type: 'repost.postId',
					data: present({ postId, url }),
				})),
			);
		},

		async note(id, type, data) {
			await db.write(async (tx) => addEvent(tx, await rowOf(tx, id), { type, data }));
		},
	};
}

function differs(column: 'error' | 'video' | 'media', value: object | null) {
	const json = value === null ? null : JSON.stringify(value);
	return sql`${reposts[column]} is distinct from ${json}::jsonb`;
}

/** Without the empty ones. */
function present(data: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(data).filter(([, value]) => value != null));
}
