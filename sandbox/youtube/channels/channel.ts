import { z } from 'zod';
import type { SampleVideo } from '../../samples/SampleVideo';

/** Ids as YouTube gives them. */
const videoId = z.string().regex(/^[\w-]{11}$/);
const channelId = z.string().regex(/^UC[\w-]{22}$/);
const moment = z.iso.datetime({ offset: true });

const channelFields = z.strictObject({
	id: channelId,
	/** With @. */
	handle: z.string().regex(/^@[\p{L}\p{M}\p{N}._·-]{1,64}$/u),
	title: z.string().max(100),
	description: z.string().max(5_000),
	/** Of the old address `/user/NAME`. */
	username: z.string().nullable(),
	/** Of the old address `/c/NAME`. */
	customName: z.string().nullable(),
	/** False: YouTube keeps no `UUSH…` playlist of it, though it has Shorts. */
	hasShortsList: z.boolean(),
});
export type Channel = z.infer<typeof channelFields>;

/** `id` and `handle` are made up where they are left out. */
export const channelInput = channelFields.partial();
export type ChannelInput = z.input<typeof channelInput>;

export const channelChanges = channelFields.omit({ id: true }).partial();
export type ChannelChanges = z.input<typeof channelChanges>;

const videoFields = z.strictObject({
	id: videoId,
	title: z.string().max(100),
	description: z.string().max(5_000),
	durationSec: z.number().min(0),
	width: z.int().positive(),
	height: z.int().positive(),
	isShort: z.boolean(),
	/** Until then it is private (an upload with a date). */
	publishedAt: moment,
	access: z.enum(['public', 'unlisted', 'private', 'membersOnly']),
	/** A premiere is a common video from `startsAt` on, an upcoming stream is live from then on. */
	live: z.enum(['none', 'premiere', 'upcoming', 'live', 'ended']),
	startsAt: moment.nullable(),
	isProcessing: z.boolean(),
	/** Until then YouTube does not yet take it for a Short: `/shorts/ID` redirects, and it is in no list of Shorts. */
	shownAsShortFrom: moment.nullable(),
});

/** `like`: id of the video on the shelf whose files (and facts, where they are left out) it shares; default the first. */
export const videoInput = videoFields.partial().extend({ like: videoId.optional() });
export type VideoInput = z.input<typeof videoInput>;

export const videoChanges = videoFields.omit({ id: true }).partial();
export type VideoChanges = z.input<typeof videoChanges>;

/** A video of a channel. */
export interface ShelfVideo extends SampleVideo {
	access: z.infer<typeof videoFields>['access'];
	live: z.infer<typeof videoFields>['live'];
	startsAt: string | null;
	isProcessing: boolean;
	shownAsShortFrom: string | null;
	/** ISO 8601: last change of title, description or state. */
	updatedAt: string;
}

/** Many channels that are only made up when somebody asks for them. */
export const generateInput = z.strictObject({
	count: z.int().min(1).max(1_000_000),
	/** Shorts that each has from the start. */
	videosEach: z.int().min(0).max(9_999).default(20),
	/** Whose files they share; default the first on the shelf. */
	like: videoId.optional(),
});
export type GenerateInput = z.input<typeof generateInput>;
