import { z } from 'zod';

/** What a list of a channel's videos says of one; null where the source does not tell. */
export const channelVideo = z.object({
	videoId: z.string(),
	title: z.string(),
	description: z.string().nullable(),
	/** ISO 8601: when it became public. */
	publishedAt: z.string().nullable(),
	durationSec: z.number().nullable(),
	widthPx: z.number().nullable(),
	heightPx: z.number().nullable(),
	/** YouTube's own word: it stands in the channel's list of Shorts, or `/shorts/ID` or `media_type` say so. */
	isShort: z.boolean().nullable(),
	live: z.enum(['none', 'live', 'upcoming', 'ended', 'premiere']).nullable(),
	access: z.enum(['public', 'unlisted', 'private', 'membersOnly', 'gone']).nullable(),
	/** ISO 8601: when a premiere or stream begins. */
	startsAt: z.string().nullable(),
	/** Why YouTube, or yt-dlp, does not tell of this video alone; a sentence. */
	trouble: z.string().optional(),
});
export type ChannelVideo = z.infer<typeof channelVideo>;
