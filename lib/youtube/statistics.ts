import { z } from 'zod';
import type { SourceCounts } from './sourceCounts';

/** The Data API sends its numbers as strings of digits, and leaves out what the owner hides. */
const count = z
	.union([z.string().regex(/^\d{1,15}$/), z.int().nonnegative()])
	.transform(Number)
	.nullish();

/** The answer of `videos.list?part=statistics`. Videos that are gone or private are not in it. */
export const statisticsAnswer = z
	.object({
		items: z.array(
			z.object({
				id: z.string(),
				statistics: z
					.object({ viewCount: count, likeCount: count, commentCount: count })
					.optional(),
			}),
		),
	})
	.transform(
		({ items }) =>
			new Map(
				items.map(({ id, statistics }): [string, SourceCounts] => [
					id,
					{
						views: statistics?.viewCount ?? null,
						likes: statistics?.likeCount ?? null,
						comments: statistics?.commentCount ?? null,
					},
				]),
			),
	);
