import { eq, sql } from 'drizzle-orm';
import { Problem } from '../../../lib/errors';
import { isFinal } from '../../../lib/posting/states';
import type { Database } from '../database';
import { lanePlaces } from '../laneSchema';
import { reposts } from '../schema';
import type { Repost } from './reposts';
import { change, rowOf } from './rows';

export interface Edit {
	caption?: string | undefined;
	notBefore?: Date | null | undefined;
	priority?: number | undefined;
}

/**
 * Changes what is still to be posted. Its turn, if it has one already, is given back, so that an upload opened with what
 * was there before is not used. Problem not_editable once an upload has begun.
 */
export function editRepost(db: Database, id: string, edit: Edit): Promise<Repost> {
	return db.write(async (tx) => {
		await tx.select().from(reposts).where(eq(reposts.id, id)).for('update');
		const row = await rowOf(tx, id);
		const why = whyNot(row);
		if (why) throw new Problem('not_editable', why);
		const { caption, notBefore, priority } = edit;
		const settings = { ...row.settings, ...(caption === undefined ? {} : { caption }) };
		// Approved bytes stay approved; the words are the person's, who changes them now.
		const approval = row.approval && {
			...row.approval,
			settings: {
				...row.approval.settings,
				...(caption === undefined ? {} : { caption }),
			},
		};
		const edited = await change(
			tx,
			id,
			[],
			{
				...{ settings, approval, edits: sql`${reposts.edits} + 1` },
				...(notBefore === undefined ? {} : { notBefore }),
				...(priority === undefined ? {} : { priority }),
			},
			() => ({
				type: 'repost.edited',
				data: {
					...(caption === undefined ? {} : { caption }),
					...(notBefore === undefined ? {} : { notBefore: notBefore?.toISOString() }),
					...(priority === undefined ? {} : { priority }),
				},
			}),
		);
		await tx.update(lanePlaces).set({ postSlotAt: null }).where(eq(lanePlaces.repostId, id));
		return edited ?? row;
	});
}

function whyNot({ state, publishId, committedAt, cancelRequestedAt }: Repost): string | null {
	if (isFinal(state)) return 'This repost is over, so it can no longer be changed.';
	if (cancelRequestedAt !== null) return 'This repost is being cancelled.';
	if (publishId === null && committedAt === null) return null;
	return 'TikTok has been told of this repost already, so it can no longer be changed: cancel it while that is possible, or change the post in the TikTok app.';
}
