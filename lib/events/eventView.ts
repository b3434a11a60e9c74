import { z } from 'zod';
import { repostView } from '../posting/view';
import { eventTypes } from './eventTypes';

/** A Short that a sync with `action: announce` has found and chosen. */
export const foundShort = z.object({
	video: z.string().describe('YouTube video id'),
	url: z.string(),
	title: z.string(),
	description: z.string().nullable(),
	publishedAt: z.iso.datetime().nullable(),
	channelId: z.string(),
	channel: z.string().describe('Its title'),
	syncId: z.string(),
});
export type FoundShort = z.infer<typeof foundShort>;

/** An event as everyone outside sees it: API, webhooks, n8n. */
export const eventView = z.object({
	id: z.string().describe('Unique and for ever the same: what was seen before can be left out'),
	type: z.enum(eventTypes),
	at: z.iso.datetime(),
	accountId: z.string(),
	repost: repostView.nullable().describe('As it is now, which may be later than the event'),
	short: foundShort.nullable().describe('Of `short.found`; then `repost` is null'),
	nextStep: z.string().nullable().describe('What a person must do, as it was said then'),
	caption: z.string().nullable(),
});
export type EventView = z.infer<typeof eventView>;
