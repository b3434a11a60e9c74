import { z } from 'zod';

const count = z.int().nonnegative().nullable();

/** How a post does on TikTok beside its Short on YouTube, as everyone outside sees it; null where nobody told. */
export const postNumbers = z.object({
	views: count,
	likes: count,
	comments: count,
	shares: count,
	source: z
		.object({ views: count, likes: count, comments: count })
		.describe('Of the Short on YouTube'),
	readAt: z.iso.datetime().nullable().describe('When TikTok last told; null: never'),
	note: z.string().nullable().describe('Why there is no newer number, in words'),
});
export type PostNumbers = z.infer<typeof postNumbers>;

/** Of all posts of a sync that TikTok has told of; `read` counts them. */
export interface PostSums {
	views: number;
	likes: number;
	comments: number;
	shares: number;
	read: number;
}
