import { z } from 'zod';
import type { SourceMemory } from './discovery';

/** What the Data API refuses with when it is to be left alone for a while. */
export const pausingCodes = [
	'youtube_quota',
	'youtube_key_refused',
	'youtube_rate_limited',
] as const;
export type PausingCode = (typeof pausingCodes)[number];

const schema = z.object({
	/** Of the Data API's first page, as long as everything up to a known video was read. */
	apiTag: z.object({ list: z.string(), etag: z.string() }).nullable().default(null),
	/** When the channel last had no `UUSH…` list; it is asked for again some hours later. */
	noShortsListAt: z.iso.datetime().nullable().default(null),
	/** When the channel last was longer than a look reads by the Data API: for some hours another source reads to its end. */
	tooLongAt: z.iso.datetime().nullable().default(null),
	feedTag: z
		.object({ feed: z.string(), etag: z.string().nullable(), modified: z.string().nullable() })
		.nullable()
		.default(null),
	/** The Data API is not asked until then; of this key only. */
	pause: z
		.object({ until: z.iso.datetime(), code: z.enum(pausingCodes), key: z.string() })
		.nullable()
		.default(null),
	/** It had videos once: a list without any is not believed at once. */
	hadVideos: z.boolean().default(false),
});

/** What the sources of one channel want to know again. */
export type Memory = z.infer<typeof schema>;

/** Whatever cannot be read is forgotten: the next look only costs more. */
export function readMemory(memory: SourceMemory): Memory {
	const read = schema.safeParse(memory);
	return read.success ? read.data : schema.parse({});
}
