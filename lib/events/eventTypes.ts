import type { RepostState } from '../posting/states';

/** What others are told of, by the name it has in the API, in n8n and in webhooks. */
export const eventTypes = [
	'repost.published',
	'repost.delivered',
	'repost.failed',
	'repost.needsAttention',
	'repost.awaitingReview',
] as const;

export type EventType = (typeof eventTypes)[number];

const states: Record<EventType, RepostState> = {
	'repost.published': 'published',
	'repost.delivered': 'delivered',
	'repost.failed': 'failed',
	'repost.needsAttention': 'needsAttention',
	'repost.awaitingReview': 'awaitingReview',
};

export function stateOfEvent(type: EventType): RepostState {
	return states[type];
}

/** Null for a state of which nobody is told. */
export function eventOfState(state: RepostState): EventType | null {
	return eventTypes.find((type) => states[type] === state) ?? null;
}
