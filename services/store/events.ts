import type { InferSelectModel } from 'drizzle-orm';
import type { EventType, RepostEventType } from '../../lib/events/eventTypes';
import type { events } from './schema';

/** A line of an account's or a repost's timeline. */
export type TimelineEvent = InferSelectModel<typeof events>;

/** What others are told of. */
export interface EventStore {
	/** What happened after event `after`, oldest first, at most `limit`; `upTo` is where to go on. */
	since(filter: {
		after: number;
		types: readonly EventType[];
		accountId?: string | undefined;
		limit: number;
	}): Promise<{ events: FeedEvent[]; upTo: number }>;
	/** The newest event's number, 0 when there is none. */
	latest(): Promise<number>;
}

export type FeedEvent = {
	id: number;
	accountId: string;
	at: Date;
} & (
	| /** A repost entered a state that others are told of. */
	  { type: RepostEventType; repostId: string; nextStep: string | null }
	| { type: 'short.found'; syncId: string; videoId: string }
);
