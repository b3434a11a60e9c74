import { z } from 'zod';

/*
 * TikTok's answers, checked once. Unknown fields are let through. Ids become strings: the JSON parser must hand over
 * integers that do not fit a double as strings of digits (facts/tiktok.md §0.5).
 */

export const id = z.union([z.string().min(1), z.int(), z.bigint()]).transform(String);
export const count = z.union([
	z.int().nonnegative(),
	z
		.string()
		.regex(/^\d{1,15}$/)
		.transform(Number),
]);
export const text = z.string().nullish();
export const flag = z.boolean().nullish();
/** It goes into a header. */
export const token = z.string().regex(/^[\x21-\x7e]+$/);
/** A lifetime; ten years are as good as for ever, and more would not fit a date. */
export const seconds = count.transform((sec) => Math.min(sec, 315_360_000));
/** For people to read; TikTok's own limit is far below. */
export const name = text.transform((given) => given?.slice(0, 200).toWellFormed());
export const pictureUrl = text.transform((url) => (url && /^https?:\/\//i.test(url) ? url : null));
