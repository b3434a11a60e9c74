import { z } from 'zod';
import { repostView } from '../posting/view';
import { eventTypes } from './eventTypes';

/** An event as everyone outside sees it: API, webhooks, n8n. */
export const eventView = z.object({
	id: z.string().describe('Unique and for ever the same: what was seen before can be left out'),
	type: z.enum(eventTypes),
	at: z.iso.datetime(),
	accountId: z.string(),
	repost: repostView.nullable().describe('As it is now, which may be later than the event'),
	nextStep: z.string().nullable().describe('What a person must do, as it was said then'),
	caption: z.string().nullable(),
});
export type EventView = z.infer<typeof eventView>;
