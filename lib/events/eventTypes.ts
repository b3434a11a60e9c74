import type { RepostState } from '../posting/states';

/** What others are told of, by the name it has in the API, in n8n and in webhooks. */
export const eventTypes = [
	'repost.published',
	'repost.delivered',
	'repost.failed',
	'repost.needsAttention',
	'repost.awaitingReview',
	'short.found',
] as const;

export type EventType = (typeof eventTypes)[number];
export type RepostEventType = Exclude<EventType, 'short.found'>;

const states: Record<RepostEventType, RepostState> = {
	'repost.published': 'published',
	'repost.delivered': 'delivered',
	'repost.failed': 'failed',
	'repost.needsAttention': 'needsAttention',
	'repost.awaitingReview': 'awaitingReview',
};

export function stateOfEvent(type: RepostEventType): RepostState {
	return states[type];
}

/** Null for a state of which nobody is told. */
export function eventOfState(state: RepostState): RepostEventType | null {
	return eventTypes.filter(isOfRepost).find((type) => states[type] === state) ?? null;
}

export function isOfRepost(type: EventType): type is RepostEventType {
	return type !== 'short.found';
}
