import { z } from 'zod';

/** How it is posted: into the TikTok inbox, after asking a person, or by itself (design §3). */
export const posting = z.enum(['inbox', 'review', 'auto']);
export type Posting = z.infer<typeof posting>;

/** TikTok's own privacy levels ("Direct Post", "Query Creator Info"). */
export const privacyLevel = z.enum([
	'PUBLIC_TO_EVERYONE',
	'MUTUAL_FOLLOW_FRIENDS',
	'FOLLOWER_OF_CREATOR',
	'SELF_ONLY',
]);
export type PrivacyLevel = z.infer<typeof privacyLevel>;

/** TikTok counts a caption in UTF-16 units, which is JavaScript's `.length`. */
export const captionLimit = 2200;

/** What a person decides about one post. Interactions and disclosures are off unless asked for, as TikTok's UX rules demand. */
export const postSettings = z.strictObject({
	caption: z
		.string()
		// Not `.max()`, which counts code points.
		.refine(
			({ length }) => length <= captionLimit,
			`A TikTok caption has at most ${captionLimit} UTF-16 units.`,
		)
		.optional()
		.describe("Default: the Short's title and description"),
	privacy: privacyLevel.optional().describe('Needed for a direct post; never guessed'),
	allowComment: z.boolean().default(false),
	allowDuet: z.boolean().default(false),
	allowStitch: z.boolean().default(false),
	coverTimestampMs: z.int().min(0).max(600_000).optional(),
	isAigc: z.boolean().default(false).describe('Label the post as AI-generated'),
	brandOrganic: z.boolean().default(false).describe('Promotes the creator’s own business'),
	brandContent: z.boolean().default(false).describe('Paid partnership with a third party'),
});
export type PostSettings = z.infer<typeof postSettings>;

/** The body of `POST /api/v1/reposts`. */
export const repostRequest = z.strictObject({
	account: z.string().trim().min(1).describe('Account id, username or unique display name'),
	video: z.string().trim().min(1).describe('Any form of YouTube URL, or a video id'),
	posting: posting.default('inbox'),
	...postSettings.shape,
	notBefore: z.iso
		.datetime({
			offset: true,
			error: '`notBefore` must be a time such as 2026-12-24T18:00:00Z.',
		})
		.optional()
		.describe('Nothing is posted before; at most a year ahead'),
	priority: z
		.int()
		.min(0)
		.max(9)
		.default(5)
		.describe('9 goes first, 0 last, when several wait for the same account'),
	again: z.boolean().default(false).describe('Post once more although it was posted before'),
	ownContent: z.literal(true, {
		error: 'Say `ownContent: true`: 14ms reposts only videos that are your own.',
	}),
});
export type RepostRequest = z.infer<typeof repostRequest>;
export type RepostRequestInput = z.input<typeof repostRequest>;
