import { boolean, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Slot } from '../../lib/posting/lane/laneFacts';
import type { LaneSettings } from '../../lib/posting/lane/laneSettings';
import { accounts, reposts } from './schema';
import { at } from './timeColumn';

/** What a person decided about an account's posts; without a row: no schedule, not paused. */
export const lanes = pgTable('lanes', {
	accountId: text('account_id')
		.primaryKey()
		.references(() => accounts.id),
	settings: jsonb('settings').$type<LaneSettings>().notNull(),
	isPaused: boolean('is_paused').notNull().default(false),
	pauseNote: text('pause_note'),
	pausedAt: at('paused_at'),
});

/** What TikTok closed, for one account or (account `''`) for the whole app; goes when TikTok takes a post again. */
export const laneClosures = pgTable(
	'lane_closures',
	{
		accountId: text('account_id').notNull(),
		code: text('code').notNull(),
		of: text('of').$type<'direct' | 'inbox'>().notNull(),
		sentence: text('sentence').notNull(),
		until: at('until').notNull(),
		/** That heard it. */
		repostId: text('repost_id').notNull(),
	},
	(t) => [primaryKey({ columns: [t.accountId, t.code] })],
);

/**
 * Where a repost stands in its account's lane. Slots are taken away in the transaction that ends the repost or lets it
 * wait for something else, so none is lost with its holder.
 */
export const lanePlaces = pgTable(
	'lane_places',
	{
		repostId: text('repost_id')
			.primaryKey()
			.references(() => reposts.id),
		accountId: text('account_id').notNull(),
		/** Of the repost; a place of an earlier attempt counts for nothing. */
		attempt: integer('attempt').notNull(),
		wants: text('wants').$type<Slot>().notNull(),
		askedAt: at('asked_at').notNull().defaultNow(),
		/** Since when it is between download and upload; null: it is not. */
		workSlotAt: at('work_slot_at'),
		/** When it had its turn; stays with those that were posted, for spacing and caps. */
		postSlotAt: at('post_slot_at'),
	},
	(t) => [index('lane_places_by_account').on(t.accountId, t.postSlotAt)],
);
